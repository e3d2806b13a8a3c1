package org.postroom.maildomain.availability.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** The availability configurations of organizations. Reads join the session, writes are changes. */
public interface AvailabilityConfigurations {
  /** The organization's configuration for this domain. */
  Uni<Optional<DomainAvailability>> find(
      Mutiny.Session session, String organizationId, CalendarDomain domain);

  /** The organization's configurations in the order of their creation, after a creation number. */
  Uni<List<DomainAvailability>> after(
      Mutiny.Session session, String organizationId, long creationNumber, int limit);

  /** How many the organization has. */
  Uni<DomainAvailability.Count> count(Mutiny.Session session, String organizationId);

  /** Adds one for a domain that has none. */
  Change add(String organizationId, DomainAvailability configuration);

  /** Replaces the domain's. */
  Change replace(String organizationId, DomainAvailability configuration);

  /** Removes one that is there. */
  Change remove(String organizationId, CalendarDomain domain);

  /** Removes all of an organization's, at most {@link DomainAvailability#MOST} rows and one. */
  Change forget(String organizationId);
}
