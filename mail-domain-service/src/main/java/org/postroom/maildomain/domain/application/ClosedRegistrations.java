package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/**
 * Which registrations the directory has closed for new addresses. They are gone for everybody who
 * asks, until an internal command has cleaned them up.
 */
public interface ClosedRegistrations {
  /** The directory has closed a registration. */
  Uni<Void> close(Mutiny.Session session, String organizationId, String registrationId);

  /** Whether the directory has closed it, as far as the view knows. */
  Uni<Boolean> contain(Mutiny.Session session, String organizationId, String registrationId);

  /** These registrations have been cleaned up. */
  Change forget(String organizationId, List<String> registrationIds);

  /** Forgets all of an organization's. */
  Uni<Void> forgetAll(Mutiny.Session session, String organizationId);
}
