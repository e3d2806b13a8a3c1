package org.postroom.policy.organization.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.policy.organization.application.PolicySettings;

/** The settings in their table. */
@Singleton
class DbPolicySettings implements PolicySettings {
  private static final String EXIST =
      "select exists (select from policy_settings where organization_id = $1)";
  private static final String MISSING =
      """
      with looked as (
        select organization_id, account, state from organization_view
        where organization_id > $1 order by organization_id limit 1000),
      missing as (
        select l.organization_id, l.account from looked l
        where l.state = 'Active' and not exists
            (select from policy_settings s where s.organization_id = l.organization_id)
        order by l.organization_id limit $2)
      select m.organization_id, m.account, (select max(organization_id) from looked)
      from (select 1) one left join missing m on true order by m.organization_id
      """;
  private static final String BEGIN =
      "insert into policy_settings (organization_id, access_rules_version, last_creation_number)"
          + " values ($1, 0, 0)";
  private static final String FORGET = "delete from policy_settings where organization_id = $1";

  @Override
  public Uni<Boolean> exist(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(EXIST, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Uni<Look> missing(Mutiny.Session session, String after, int limit) {
    return Sql.of(session).rows(MISSING, after, limit).map(rows -> look(rows, limit));
  }

  private static Look look(List<Object[]> rows, int limit) {
    Map<String, String> found = new LinkedHashMap<>();
    rows.stream()
        .filter(row -> row[0] != null)
        .forEach(row -> found.put((String) row[0], (String) row[1]));
    Object[] end = rows.get(rows.size() - 1);
    return new Look(found, (String) (found.size() < limit ? end[2] : end[0]));
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
