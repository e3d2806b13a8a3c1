package org.postroom.policy.mobile.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.SharedRead;
import org.postroom.kit.database.Sql;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;
import org.postroom.policy.mobile.application.DeviceOverrides;
import org.postroom.policy.mobile.model.DeviceOverride;
import org.postroom.policy.organization.application.RetoldPolicies;

/** Overrides in their table. */
@Singleton
class DbDeviceOverrides implements DeviceOverrides, OrganizationRows, RetoldPolicies {
  private static final String COLUMNS =
      "o.user_id, o.device_id, o.effect, o.description, o.created_at, o.modified_at,"
          + " o.creation_number";

  private static final String STATE_OF_USER =
      "(select e.state from directory_entity e where e.organization_id = o.organization_id"
          + " and e.entity_id = o.user_id)";

  /**
   * Of a user who is gone, or of whom a restored directory never heard, it is as if nothing were
   * there, before the rows are. Written as a value so that it is looked up row by row.
   */
  private static final String LIVING = " and " + STATE_OF_USER + " <> 'DELETED'";

  private static final String FROM =
      "select " + COLUMNS + " from mobile_device_access_override o where o.organization_id = $1";
  private static final String ORDER = " order by o.creation_number limit $3";

  static final String PAGE = FROM + " and o.creation_number > $2" + LIVING + ORDER;
  static final String PAGE_OF_USER =
      FROM + " and o.creation_number > $2 and o.user_id = $4" + LIVING + ORDER;
  static final String PAGE_OF_DEVICE =
      FROM + " and o.creation_number > $2 and o.device_key = $4" + LIVING + ORDER;
  static final String PAGE_OF_BOTH =
      FROM
          + " and o.creation_number > $2 and o.user_id = $4 and o.device_key = $5"
          + LIVING
          + ORDER;
  static final String AFTER =
      FROM + " and o.creation_number > $2 order by o.creation_number limit $3";
  static final String SOME = FROM + " and o.user_id = $2 order by o.creation_number limit $3";

  /** One statement: the position says whether the entities it sees are all there are. */
  private static final String LOST =
      FROM
          + " and coalesce("
          + STATE_OF_USER
          + ", 'DELETED') = 'DELETED' and exists (select from view_position p"
          + " where p.organization_id = $1 and p.source = 'directory' and not p.in_snapshot)"
          + " order by o.creation_number limit $2";

  private static final String FIND = FROM + " and o.user_id = $2 and o.device_key = $3";
  private static final String FIND_SEVERAL =
      "select q.n, "
          + COLUMNS
          + " from unnest($1::text[], $2::text[], $3::text[])"
          + " with ordinality q (organization_id, user_id, device_key, n)"
          + " join mobile_device_access_override o on o.organization_id = q.organization_id"
          + " and o.user_id = q.user_id and o.device_key = q.device_key";
  private static final String ANY =
      "select exists (select from mobile_device_access_override where organization_id = $1)";
  private static final String PUT =
      """
      with next as (
        update policy_settings set last_creation_number = last_creation_number + 1
        where organization_id = $1 returning last_creation_number)
      insert into mobile_device_access_override (organization_id, user_id, device_key, device_id,
          effect, description, created_at, modified_at, creation_number)
      select $1, $2, $3, $4, $5, $6, $7::timestamptz, $8::timestamptz, next.last_creation_number
      from next
      on conflict on constraint pk_mobile_device_access_override do update
          set effect = excluded.effect, description = excluded.description,
          modified_at = excluded.modified_at
      """;
  private static final String DELETE =
      "delete from mobile_device_access_override where organization_id = $1"
          + " and (user_id, device_key) in (select * from unnest($2::text[], $3::text[]))";
  private static final String DROP_SOME =
      "delete from mobile_device_access_override where organization_id = $1"
          + " and creation_number in (select creation_number from mobile_device_access_override"
          + " where organization_id = $1 order by creation_number limit 1000)";

  private final SharedRead<Optional<DeviceOverride>> current;

  DbDeviceOverrides(Database database) {
    this.current = new SharedRead<>(database, FIND_SEVERAL, DbDeviceOverrides::first);
  }

  @Override
  public Uni<Optional<DeviceOverride>> find(
      Mutiny.Session session, String organizationId, String userId, String deviceId) {
    return Sql.of(session)
        .rows(FIND, organizationId, userId, DeviceOverride.deviceKey(deviceId))
        .map(DbDeviceOverrides::first);
  }

  @Override
  public Uni<Optional<DeviceOverride>> current(
      String organizationId, String userId, String deviceId) {
    return current.of(organizationId, userId, DeviceOverride.deviceKey(deviceId));
  }

  @Override
  public Uni<Page<DeviceOverride>> page(
      Mutiny.Session session,
      String organizationId,
      String userId,
      String deviceId,
      PageRequest request) {
    List<Object> parameters = new ArrayList<>();
    parameters.add(organizationId);
    parameters.add(request.afterNumber());
    parameters.add(request.fetchLimit());
    if (userId != null) {
      parameters.add(userId);
    }
    if (deviceId != null) {
      parameters.add(DeviceOverride.deviceKey(deviceId));
    }
    return Sql.of(session)
        .rows(statement(userId, deviceId), parameters.toArray())
        .map(rows -> request.page(rows, row -> List.of(row[6].toString())))
        .map(page -> page.map(DbDeviceOverrides::override));
  }

  private static String statement(String userId, String deviceId) {
    if (userId == null) {
      return deviceId == null ? PAGE : PAGE_OF_DEVICE;
    }
    return deviceId == null ? PAGE_OF_USER : PAGE_OF_BOTH;
  }

  @Override
  public Uni<List<DeviceOverride>> someOf(
      Mutiny.Session session, String organizationId, String userId, int limit) {
    return Sql.of(session)
        .rows(SOME, organizationId, userId, limit)
        .map(rows -> rows.stream().map(DbDeviceOverrides::override).toList());
  }

  @Override
  public Uni<List<DeviceOverride>> lost(Mutiny.Session session, String organizationId, int limit) {
    return Sql.of(session)
        .rows(LOST, organizationId, limit)
        .map(rows -> rows.stream().map(DbDeviceOverrides::override).toList());
  }

  @Override
  public Change put(String organizationId, DeviceOverride override) {
    return session ->
        Sql.of(session)
            .update(
                PUT,
                organizationId,
                override.userId(),
                DeviceOverride.deviceKey(override.deviceId()),
                override.deviceId(),
                override.effect().name(),
                override.description(),
                override.dateCreated().atOffset(ZoneOffset.UTC),
                override.dateModified().atOffset(ZoneOffset.UTC))
            .replaceWithVoid();
  }

  @Override
  public Change delete(String organizationId, List<DeviceOverride> overrides) {
    String[] users = overrides.stream().map(DeviceOverride::userId).toArray(String[]::new);
    String[] devices =
        overrides.stream()
            .map(override -> DeviceOverride.deviceKey(override.deviceId()))
            .toArray(String[]::new);
    return session ->
        Sql.of(session).update(DELETE, organizationId, users, devices).replaceWithVoid();
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ANY, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change dropSome(String organizationId) {
    return session -> Sql.of(session).update(DROP_SOME, organizationId).replaceWithVoid();
  }

  @Override
  public String kind() {
    return "mobile-overrides";
  }

  /** Those of users who are gone too: their deletion is told when it comes. */
  @Override
  public Uni<List<Retold>> after(
      Mutiny.Session session, String organizationId, String key, int limit) {
    long number = key.isEmpty() ? 0 : Long.parseLong(key);
    return Sql.of(session)
        .rows(AFTER, organizationId, number, limit)
        .map(
            rows ->
                rows.stream()
                    .map(row -> new Retold(row[6].toString(), override(row).put()))
                    .toList());
  }

  private static Optional<DeviceOverride> first(List<Object[]> rows) {
    return rows.stream().findFirst().map(DbDeviceOverrides::override);
  }

  private static DeviceOverride override(Object[] row) {
    return new DeviceOverride(
        (String) row[0],
        (String) row[1],
        MobileDeviceAccessRuleEffect.valueOf((String) row[2]),
        (String) row[3],
        instant(row[4]),
        instant(row[5]));
  }

  private static Instant instant(Object column) {
    return ((OffsetDateTime) column).toInstant();
  }
}
