package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/**
 * Rows that belong to an organization and go with it. A CDI bean; whoever keeps something for
 * organizations has one, save {@link PolicySettings}, which goes last.
 */
public interface OrganizationRows {
  /** Whether there are any. */
  Uni<Boolean> any(Mutiny.Session session, String organizationId);

  /** Deletes some, at most 1,000 rows; all, in the end, when it is repeated. */
  Change dropSome(String organizationId);
}
