package org.postroom.policy.impersonation.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.json.Json;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.policy.impersonation.application.NumberedRole;
import org.postroom.policy.impersonation.application.Roles;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.Rule;

/** Impersonation roles in their table, a row each. */
@Singleton
class DbRoles implements Roles, OrganizationRows {
  private static final String COLUMNS =
      "r.role_id, r.name, r.role_type, r.description, r.rules, r.created_at, r.modified_at,"
          + " r.creation_number";
  private static final String SELECT =
      "select " + COLUMNS + " from impersonation_role r where r.organization_id = $1";
  private static final String FIND_SEVERAL =
      "select q.n, "
          + COLUMNS
          + " from unnest($1::text[], $2::text[])"
          + " with ordinality q (organization_id, role_id, n)"
          + " join impersonation_role r"
          + " on r.organization_id = q.organization_id and r.role_id = q.role_id";
  private static final String ADD =
      """
      with numbered as (
        insert into impersonation_role_number (organization_id, last_number) values ($1, 1)
        on conflict on constraint pk_impersonation_role_number
            do update set last_number = impersonation_role_number.last_number + 1
        returning last_number)
      insert into impersonation_role (organization_id, role_id, name, role_type, description,
          rules, created_at, modified_at, creation_number)
      select $1, $2, $3, $4, $5, $6, $7, $8, last_number from numbered
      """;
  private static final String REPLACE =
      """
      update impersonation_role
      set name = $3, role_type = $4, description = $5, rules = $6, modified_at = $7
      where organization_id = $1 and role_id = $2
      """;

  private final SharedRead<Optional<Role>> current;

  DbRoles(Database database) {
    this.current = new SharedRead<>(database, FIND_SEVERAL, DbRoles::first);
  }

  @Override
  public Uni<Optional<Role>> find(Mutiny.Session session, String organizationId, String roleId) {
    return Sql.of(session)
        .rows(SELECT + " and role_id = $2", organizationId, roleId)
        .map(DbRoles::first);
  }

  @Override
  public Uni<Optional<Role>> current(String organizationId, String roleId) {
    return current.of(organizationId, roleId);
  }

  @Override
  public Uni<Set<String>> existing(
      Mutiny.Session session, String organizationId, Collection<String> roleIds) {
    return Sql.of(session)
        .rows(
            "select role_id from impersonation_role"
                + " where organization_id = $1 and role_id = any($2)",
            organizationId,
            roleIds.toArray(String[]::new))
        .map(
            rows ->
                rows.stream().map(row -> (String) row[0]).collect(Collectors.toUnmodifiableSet()));
  }

  @Override
  public Uni<Long> count(Mutiny.Session session, String organizationId) {
    return Sql.of(session)
        .rows("select count(*) from impersonation_role where organization_id = $1", organizationId)
        .map(rows -> (Long) rows.get(0)[0]);
  }

  @Override
  public Uni<List<NumberedRole>> after(
      Mutiny.Session session, String organizationId, long number, int limit) {
    return Sql.of(session)
        .rows(
            SELECT + " and creation_number > $2 order by creation_number limit $3",
            organizationId,
            number,
            limit)
        .map(rows -> rows.stream().map(row -> new NumberedRole((Long) row[7], role(row))).toList());
  }

  @Override
  public Change add(String organizationId, Role role) {
    return session ->
        Sql.of(session)
            .update(
                ADD,
                organizationId,
                role.id(),
                role.name(),
                role.type().name(),
                role.description(),
                json(role),
                time(role.created()),
                time(role.modified()))
            .replaceWithVoid();
  }

  @Override
  public Change replace(String organizationId, Role role) {
    return session ->
        Sql.of(session)
            .update(
                REPLACE,
                organizationId,
                role.id(),
                role.name(),
                role.type().name(),
                role.description(),
                json(role),
                time(role.modified()))
            .replaceWithVoid();
  }

  @Override
  public Change remove(String organizationId, String roleId) {
    return session ->
        Sql.of(session)
            .update(
                "delete from impersonation_role where organization_id = $1 and role_id = $2",
                organizationId,
                roleId)
            .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    // Whoever has had a role has a number.
    return Sql.of(session)
        .rows(
            "select exists (select from impersonation_role_number where organization_id = $1)",
            organizationId)
        .map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change dropSome(String organizationId) {
    return session ->
        Sql.of(session)
            .update("delete from impersonation_role where organization_id = $1", organizationId)
            .chain(
                () ->
                    Sql.of(session)
                        .update(
                            "delete from impersonation_role_number where organization_id = $1",
                            organizationId))
            .replaceWithVoid();
  }

  private static String json(Role role) {
    return new String(Json.write(new StoredRules(role.toldRules())), StandardCharsets.UTF_8);
  }

  private static Optional<Role> first(List<Object[]> rows) {
    return rows.stream().findFirst().map(DbRoles::role);
  }

  private static Role role(Object[] row) {
    byte[] rules = ((String) row[4]).getBytes(StandardCharsets.UTF_8);
    return new Role(
        (String) row[0],
        (String) row[1],
        ImpersonationRoleType.valueOf((String) row[2]),
        (String) row[3],
        Json.read(rules, StoredRules.class).rules().stream().map(Rule::of).toList(),
        ((OffsetDateTime) row[5]).toInstant(),
        ((OffsetDateTime) row[6]).toInstant());
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  private record StoredRules(List<ImpersonationRule> rules) {}
}
