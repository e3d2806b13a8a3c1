package org.postroom.policy.mobile.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.policy.mobile.application.MobileRules;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.mobile.model.MobileRuleSet;
import org.postroom.policy.mobile.model.PropertyCondition;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Mobile device access rules in their table. */
@Singleton
class DbMobileRules implements MobileRules, OrganizationRows, RetoldPolicies {
  private static final String COLUMNS =
      "r.rule_id, r.name, r.description, r.effect, r.device_types, r.not_device_types,"
          + " r.device_models, r.not_device_models, r.device_operating_systems,"
          + " r.not_device_operating_systems, r.device_user_agents, r.not_device_user_agents,"
          + " r.created_at, r.modified_at";
  private static final String ALL =
      "select "
          + COLUMNS
          + " from mobile_device_access_rule r where r.organization_id = $1"
          + " order by r.creation_number";
  private static final String ALL_OF_SEVERAL =
      "select q.n, "
          + COLUMNS
          + " from unnest($1::text[]) with ordinality q (organization_id, n)"
          + " join mobile_device_access_rule r on r.organization_id = q.organization_id"
          + " order by r.creation_number";
  private static final String PUT =
      """
      with next as (
        update policy_settings set last_creation_number = last_creation_number + 1
        where organization_id = $1 returning last_creation_number)
      insert into mobile_device_access_rule (organization_id, rule_id, name, description, effect,
          device_types, not_device_types, device_models, not_device_models,
          device_operating_systems, not_device_operating_systems, device_user_agents,
          not_device_user_agents, created_at, modified_at, creation_number)
      select $1, $2, $3, $4, $5, $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
          $11::text[], $12::text[], $13::text[], $14::timestamptz, $15::timestamptz,
          next.last_creation_number from next
      on conflict on constraint pk_mobile_device_access_rule do update
          set name = excluded.name, description = excluded.description, effect = excluded.effect,
          device_types = excluded.device_types, not_device_types = excluded.not_device_types,
          device_models = excluded.device_models, not_device_models = excluded.not_device_models,
          device_operating_systems = excluded.device_operating_systems,
          not_device_operating_systems = excluded.not_device_operating_systems,
          device_user_agents = excluded.device_user_agents,
          not_device_user_agents = excluded.not_device_user_agents,
          modified_at = excluded.modified_at
      """;
  private static final String DELETE =
      "delete from mobile_device_access_rule where organization_id = $1 and rule_id = $2";
  private static final String DROP =
      "delete from mobile_device_access_rule where organization_id = $1";

  private final SharedRead<MobileRuleSet> ready;

  DbMobileRules(Database database) {
    this.ready = new SharedRead<>(database, ALL_OF_SEVERAL, rows -> MobileRuleSet.of(rules(rows)));
  }

  @Override
  public Uni<MobileRuleSet> ready(String organizationId) {
    return ready.of(organizationId);
  }

  @Override
  public Uni<List<MobileRule>> all(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ALL, organizationId).map(DbMobileRules::rules);
  }

  @Override
  public Change put(String organizationId, MobileRule rule) {
    return session ->
        Sql.of(session)
            .update(
                PUT,
                organizationId,
                rule.id(),
                rule.name(),
                rule.description(),
                rule.effect().name(),
                array(rule.type().listed()),
                array(rule.type().notListed()),
                array(rule.model().listed()),
                array(rule.model().notListed()),
                array(rule.operatingSystem().listed()),
                array(rule.operatingSystem().notListed()),
                array(rule.userAgent().listed()),
                array(rule.userAgent().notListed()),
                rule.dateCreated().atOffset(ZoneOffset.UTC),
                rule.dateModified().atOffset(ZoneOffset.UTC))
            .replaceWithVoid();
  }

  @Override
  public Change delete(String organizationId, String ruleId) {
    return session -> Sql.of(session).update(DELETE, organizationId, ruleId).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return all(session, organizationId).map(rules -> !rules.isEmpty());
  }

  /** There are no more than ten. */
  @Override
  public Change dropSome(String organizationId) {
    return session -> Sql.of(session).update(DROP, organizationId).replaceWithVoid();
  }

  @Override
  public String kind() {
    return "mobile-rules";
  }

  /** All at once: there are no more than ten. */
  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    return all(session, organizationId)
        .map(
            rules ->
                Retold.page(
                    rules.stream(), rule -> new Retold(rule.id(), rule.created()), key, limit));
  }

  private static List<MobileRule> rules(List<Object[]> rows) {
    return rows.stream().map(DbMobileRules::rule).toList();
  }

  private static MobileRule rule(Object[] row) {
    return new MobileRule(
        (String) row[0],
        (String) row[1],
        (String) row[2],
        MobileDeviceAccessRuleEffect.valueOf((String) row[3]),
        condition(row[4], row[5]),
        condition(row[6], row[7]),
        condition(row[8], row[9]),
        condition(row[10], row[11]),
        instant(row[12]),
        instant(row[13]));
  }

  private static PropertyCondition condition(Object listed, Object notListed) {
    return PropertyCondition.of(List.of((String[]) listed), List.of((String[]) notListed));
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }

  private static Instant instant(Object column) {
    return ((OffsetDateTime) column).toInstant();
  }
}
