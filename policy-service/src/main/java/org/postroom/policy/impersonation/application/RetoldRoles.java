package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Tells an organization's roles anew, in the order of their creation. */
@Singleton
class RetoldRoles implements RetoldPolicies {
  private final Roles roles;

  RetoldRoles(Roles roles) {
    this.roles = roles;
  }

  @Override
  public String kind() {
    return "impersonation-role";
  }

  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    return roles
        .after(session, organizationId, key.isEmpty() ? 0 : Long.parseLong(key), limit)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Retold("" + row.number(), row.role().createdEvent()))
                    .toList());
  }
}
