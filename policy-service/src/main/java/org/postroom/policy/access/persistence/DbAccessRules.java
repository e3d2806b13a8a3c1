package org.postroom.policy.access.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.policy.AccessControlRuleEffect;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.policy.access.application.AccessRules;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.access.model.AccessRuleSet;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Access control rules in their table. */
@Singleton
class DbAccessRules implements AccessRules, OrganizationRows, RetoldPolicies {
  private static final String COLUMNS =
      "r.name, r.effect, r.description, r.ip_ranges, r.not_ip_ranges, r.actions, r.not_actions,"
          + " r.user_ids, r.not_user_ids, r.impersonation_role_ids, r.not_impersonation_role_ids,"
          + " r.created_at, r.modified_at";
  private static final String ALL =
      "select "
          + COLUMNS
          + " from access_control_rule r where r.organization_id = $1"
          + " order by r.name <> 'default', r.creation_number";
  private static final String NAMES =
      "select name, created_at from access_control_rule where organization_id = $1";
  private static final String VERSION =
      "select q.n, s.access_rules_version from unnest($1::text[])"
          + " with ordinality q (organization_id, n)"
          + " join policy_settings s on s.organization_id = q.organization_id";

  /** One statement, so that the version is that of the rules whoever writes meanwhile. */
  private static final String VERSION_AND_ALL =
      "select q.n, "
          + COLUMNS
          + ", s.access_rules_version from unnest($1::text[])"
          + " with ordinality q (organization_id, n)"
          + " join policy_settings s on s.organization_id = q.organization_id"
          + " left join access_control_rule r on r.organization_id = s.organization_id"
          + " order by r.name <> 'default', r.creation_number";

  private static final String PUT =
      """
      with next as (
        update policy_settings set last_creation_number = last_creation_number + 1,
            access_rules_version = access_rules_version + 1
        where organization_id = $1 returning last_creation_number)
      insert into access_control_rule (organization_id, name, effect, description, ip_ranges,
          not_ip_ranges, actions, not_actions, user_ids, not_user_ids, impersonation_role_ids,
          not_impersonation_role_ids, created_at, modified_at, creation_number)
      select $1, $2, $3, $4, $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
          $10::text[], $11::text[], $12::text[], $13::timestamptz, $14::timestamptz,
          next.last_creation_number from next
      on conflict on constraint pk_access_control_rule do update
          set effect = excluded.effect, description = excluded.description,
          ip_ranges = excluded.ip_ranges, not_ip_ranges = excluded.not_ip_ranges,
          actions = excluded.actions, not_actions = excluded.not_actions,
          user_ids = excluded.user_ids, not_user_ids = excluded.not_user_ids,
          impersonation_role_ids = excluded.impersonation_role_ids,
          not_impersonation_role_ids = excluded.not_impersonation_role_ids,
          created_at = excluded.created_at, modified_at = excluded.modified_at
      """;
  private static final String DELETE =
      """
      with changed as (
        update policy_settings set access_rules_version = access_rules_version + 1
        where organization_id = $1)
      delete from access_control_rule where organization_id = $1 and name = $2
      """;
  private static final String DROP = "delete from access_control_rule where organization_id = $1";

  private final AccessRuleCache ready = new AccessRuleCache();
  private final SharedRead<Optional<Long>> versions;
  private final SharedRead<Versioned> versioned;

  DbAccessRules(Database database) {
    this.versions =
        new SharedRead<>(
            database, VERSION, rows -> rows.stream().findFirst().map(row -> (Long) row[0]));
    this.versioned = new SharedRead<>(database, VERSION_AND_ALL, Versioned::of);
  }

  @Override
  public Uni<List<AccessRule>> all(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ALL, organizationId).map(DbAccessRules::rules);
  }

  @Override
  public Uni<Map<String, Instant>> names(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows(NAMES, organizationId)
        .map(
            rows -> {
              Map<String, Instant> names = new HashMap<>();
              rows.forEach(row -> names.put((String) row[0], instant(row[1])));
              return names;
            });
  }

  @Override
  public Uni<AccessRuleSet> ready(String organizationId) {
    return versions
        .of(organizationId)
        .chain(
            version ->
                version
                    .flatMap(present -> ready.find(organizationId, present))
                    .map(rules -> Uni.createFrom().item(rules))
                    .orElseGet(() -> load(organizationId)));
  }

  private Uni<AccessRuleSet> load(String organizationId) {
    return versioned
        .of(organizationId)
        .invoke(read -> read.version().ifPresent(at -> ready.put(organizationId, at, read.rules())))
        .map(Versioned::rules);
  }

  /** Rules, and the version that they are; none where an organization has no policies. */
  private record Versioned(Optional<Long> version, AccessRuleSet rules) {
    static Versioned of(List<Object[]> rows) {
      // Without a rule there is one row, of the version alone.
      return new Versioned(
          rows.stream().findFirst().map(row -> (Long) row[13]),
          AccessRuleSet.of(
              DbAccessRules.rules(rows.stream().filter(row -> row[0] != null).toList())));
    }
  }

  @Override
  public Change put(String organizationId, AccessRule rule) {
    return session ->
        Sql.of(session)
            .update(
                PUT,
                organizationId,
                rule.name(),
                rule.effect().name(),
                rule.description(),
                array(rule.ipRanges()),
                array(rule.notIpRanges()),
                array(rule.actions()),
                array(rule.notActions()),
                array(rule.userIds()),
                array(rule.notUserIds()),
                array(rule.impersonationRoleIds()),
                array(rule.notImpersonationRoleIds()),
                rule.dateCreated().atOffset(ZoneOffset.UTC),
                rule.dateModified().atOffset(ZoneOffset.UTC))
            .replaceWithVoid();
  }

  @Override
  public Change delete(String organizationId, String name) {
    return session -> Sql.of(session).update(DELETE, organizationId, name).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return names(session, organizationId).map(names -> !names.isEmpty());
  }

  /** There are no more than ten. */
  @Override
  public Change dropSome(String organizationId) {
    return session -> Sql.of(session).update(DROP, organizationId).replaceWithVoid();
  }

  @Override
  public String kind() {
    return "access-rules";
  }

  /** All at once: there are no more than ten. */
  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    return all(session, organizationId)
        .map(
            rules ->
                Retold.page(
                    rules.stream(), rule -> new Retold(rule.name(), rule.event()), key, limit));
  }

  private static List<AccessRule> rules(List<Object[]> rows) {
    return rows.stream()
        .map(
            row ->
                new AccessRule(
                    (String) row[0],
                    AccessControlRuleEffect.valueOf((String) row[1]),
                    (String) row[2],
                    list(row[3]),
                    list(row[4]),
                    list(row[5]),
                    list(row[6]),
                    list(row[7]),
                    list(row[8]),
                    list(row[9]),
                    list(row[10]),
                    instant(row[11]),
                    instant(row[12])))
        .toList();
  }

  private static String[] array(List<String> list) {
    return list.toArray(String[]::new);
  }

  private static List<String> list(Object column) {
    return List.of((String[]) column);
  }

  private static Instant instant(Object column) {
    return ((OffsetDateTime) column).toInstant();
  }
}
