package org.postroom.policy.retention.application;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.policy.retention.model.RetentionPolicy;

/** The retention policies, at most one for each organization. */
public interface RetentionPolicies {
  /** The organization's policy. */
  Uni<Optional<RetentionPolicy>> find(Mutiny.Session session, String organizationId);

  /** This is the organization's policy from now on. */
  Change put(String organizationId, RetentionPolicy policy);

  /** The organization has none any more. */
  Change remove(String organizationId);
}
