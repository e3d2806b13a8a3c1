package org.postroom.policy.retention.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Tells an organization's retention policy anew. */
@Singleton
class RetoldRetentionPolicy implements RetoldPolicies {
  private final RetentionPolicies policies;

  RetoldRetentionPolicy(RetentionPolicies policies) {
    this.policies = policies;
  }

  @Override
  public String kind() {
    return "retention-policy";
  }

  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    return policies
        .find(session, organizationId)
        .map(
            found ->
                Retold.page(
                    found.stream(),
                    policy -> new Retold(policy.id(), policy.putEvent()),
                    key,
                    limit));
  }
}
