package org.postroom.policy.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.policy.organization.application.PolicySettings;

/** The settings in their table. */
@Singleton
class DbPolicySettings implements PolicySettings {
  private static final String EXIST =
      "select exists (select from policy_settings where organization_id = $1)";
  private static final String BEGIN =
      "insert into policy_settings (organization_id, access_rules_version, last_creation_number)"
          + " values ($1, 0, 0)";
  private static final String FORGET = "delete from policy_settings where organization_id = $1";

  @Override
  public Uni<Boolean> exist(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(EXIST, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change begin(String organizationId) {
    return session -> Sql.of(session).update(BEGIN, organizationId).replaceWithVoid();
  }

  @Override
  public Change forget(String organizationId) {
    return session -> Sql.of(session).update(FORGET, organizationId).replaceWithVoid();
  }
}
