package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/** What the policy context keeps for an organization as a whole. */
public interface PolicySettings {
  /** Whether the organization has got its defaults. */
  Uni<Boolean> exist(Mutiny.Session session, String organizationId);

  /** It has got them. */
  Change begin(String organizationId);

  /** Forgets the organization. */
  Change forget(String organizationId);
}
