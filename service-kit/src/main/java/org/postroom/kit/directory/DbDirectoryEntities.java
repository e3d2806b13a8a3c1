package org.postroom.kit.directory;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.directory.IdentifierKey;
import org.postroom.kit.command.Change;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.SharedWrite;
import org.postroom.kit.view.ViewContext;

/** The view in its tables, which are written by nothing but these statements. */
final class DbDirectoryEntities implements DirectoryEntities {
  /** As long as the directory keeps a tombstone. */
  private static final Duration TOMBSTONES_KEPT = Duration.ofDays(30);

  private static final String BY_ID =
      "select entity_id, entity_id, entity_type, state, deleted_at from directory_entity"
          + " where organization_id = $1 and entity_id = any($2)";
  private static final String BY_ADDRESS =
      "select a.address_key, e.entity_id, e.entity_type, e.state, e.deleted_at"
          + " from directory_address a join directory_entity e"
          + " on e.organization_id = a.organization_id and e.entity_id = a.entity_id"
          + " where a.organization_id = $1 and a.address_key = any($2)";
  private static final String BY_NAME =
      "select name_key, entity_id, entity_type, state, deleted_at from directory_entity"
          + " where organization_id = $1 and name_key = any($2)";
  private static final String NAMED =
      "insert into directory_entity (organization_id, entity_id, entity_type, name_key, state)"
          + " select organization_id, entity_id, entity_type, name_key, 'DISABLED'"
          + " from unnest($1::text[], $2::text[], $3::text[], $4::text[])"
          + " as named (organization_id, entity_id, entity_type, name_key)"
          + " on conflict on constraint pk_directory_entity"
          + " do update set name_key = excluded.name_key";
  private static final String STATE =
      "update directory_entity set state = $3 where organization_id = $1 and entity_id = $2";
  private static final String DELETED =
      "insert into directory_entity"
          + " (organization_id, entity_id, entity_type, name_key, state, deleted_at)"
          + " values ($1, $2, $3, null, 'DELETED', $4)"
          + " on conflict on constraint pk_directory_entity do update"
          + " set state = excluded.state, name_key = null, deleted_at = excluded.deleted_at";

  /** A bounded number at each deletion, more than a deletion adds: they do not pile up. */
  private static final String FORGOTTEN =
      "delete from directory_entity where organization_id = $1 and entity_id in"
          + " (select entity_id from directory_entity where organization_id = $1"
          + " and deleted_at < $2 order by deleted_at limit 100)";

  private static final String ADDRESSED =
      "insert into directory_address (organization_id, address_key, entity_id, is_primary)"
          + " values ($1, $2, $3, $4)"
          + " on conflict on constraint pk_directory_address"
          + " do update set entity_id = excluded.entity_id, is_primary = excluded.is_primary";
  private static final String FREED =
      "delete from directory_address"
          + " where organization_id = $1 and address_key = $2 and entity_id = $3";
  private static final String ALL_FREED =
      "delete from directory_address where organization_id = $1 and entity_id = $2";
  private static final String ANY =
      "select exists (select from directory_address where organization_id = $1)"
          + " or exists (select from directory_entity where organization_id = $1)";
  private static final String DROP_ADDRESSES =
      "delete from directory_address where organization_id = $1 and address_key in"
          + " (select address_key from directory_address where organization_id = $1 limit 500)";
  private static final String DROP_ENTITIES =
      "delete from directory_entity where organization_id = $1 and entity_id in"
          + " (select entity_id from directory_entity where organization_id = $1 limit 500)";

  private static final SharedWrite<Named> NAME_ALL =
      SharedWrite.ofLast(
          NAMED,
          row -> List.of(row.organizationId(), row.id()),
          rows ->
              new Object[] {
                SharedWrite.texts(rows, Named::organizationId),
                SharedWrite.texts(rows, Named::id),
                SharedWrite.texts(rows, row -> row.type().name()),
                SharedWrite.texts(rows, Named::nameKey)
              });

  @Override
  public Uni<Map<String, Match>> find(
      Mutiny.Session session, String organizationId, Collection<String> identifiers, Instant now) {
    Sql sql = Sql.of(session);
    String[] ids = identifiers.toArray(String[]::new);
    String[] keys = identifiers.stream().map(IdentifierKey::of).toArray(String[]::new);
    // Sent together: one round trip.
    Uni<List<Object[]>> byId = sql.rows(BY_ID, organizationId, ids);
    Uni<List<Object[]>> byAddress = sql.rows(BY_ADDRESS, organizationId, keys);
    Uni<List<Object[]>> byName = sql.rows(BY_NAME, organizationId, keys);
    return byId.chain(
        withId ->
            byAddress.chain(
                withAddress ->
                    byName.map(
                        withName -> {
                          Map<String, KnownEntity> bySpelling = entities(withName, now);
                          bySpelling.putAll(entities(withAddress, now));
                          return matches(identifiers, entities(withId, now), bySpelling);
                        })));
  }

  @Override
  public Uni<Map<String, Match>> findIds(
      Mutiny.Session session, String organizationId, Collection<String> ids, Instant now) {
    return Sql.of(session)
        .rows(BY_ID, organizationId, ids.toArray(String[]::new))
        .map(rows -> matches(ids, entities(rows, now), Map.of()));
  }

  private static Map<String, Match> matches(
      Collection<String> identifiers,
      Map<String, KnownEntity> byId,
      Map<String, KnownEntity> bySpelling) {
    Map<String, Match> found = new HashMap<>();
    for (String identifier : identifiers) {
      KnownEntity entity = byId.get(identifier);
      boolean isId = entity != null;
      if (!isId) {
        entity = bySpelling.get(IdentifierKey.of(identifier));
      }
      if (entity != null) {
        found.put(identifier, new Match(entity, isId));
      }
    }
    return found;
  }

  private static Map<String, KnownEntity> entities(List<Object[]> rows, Instant now) {
    Map<String, KnownEntity> entities = new HashMap<>();
    for (Object[] row : rows) {
      if (!isForgotten((OffsetDateTime) row[4], now)) {
        entities.put(
            (String) row[0],
            new KnownEntity(
                (String) row[1],
                EntityType.valueOf((String) row[2]),
                EntityState.valueOf((String) row[3])));
      }
    }
    return entities;
  }

  private static boolean isForgotten(OffsetDateTime deletedAt, Instant now) {
    return deletedAt != null && deletedAt.toInstant().plus(TOMBSTONES_KEPT).isBefore(now);
  }

  @Override
  public void named(ViewContext at, String id, EntityType type, String name) {
    at.gather(NAME_ALL, new Named(at.organizationId(), id, type, IdentifierKey.of(name)));
  }

  private record Named(String organizationId, String id, EntityType type, String nameKey) {}

  @Override
  public Uni<Void> registered(
      Mutiny.Session session, String organizationId, String id, String email) {
    return update(session, STATE, organizationId, id, EntityState.ENABLED.name())
        .chain(() -> addressed(session, organizationId, id, email, true));
  }

  @Override
  public Uni<Void> deregistered(Mutiny.Session session, String organizationId, String id) {
    return update(session, STATE, organizationId, id, EntityState.DISABLED.name())
        .chain(() -> update(session, ALL_FREED, organizationId, id));
  }

  @Override
  public Uni<Void> deleted(
      Mutiny.Session session, String organizationId, String id, EntityType type, Instant at) {
    OffsetDateTime deletedAt = at.atOffset(ZoneOffset.UTC);
    return update(session, DELETED, organizationId, id, type.name(), deletedAt)
        .chain(() -> update(session, ALL_FREED, organizationId, id))
        .chain(() -> update(session, FORGOTTEN, organizationId, deletedAt.minus(TOMBSTONES_KEPT)));
  }

  @Override
  public Uni<Void> addressed(
      Mutiny.Session session, String organizationId, String id, String address, boolean isPrimary) {
    return update(session, ADDRESSED, organizationId, IdentifierKey.of(address), id, isPrimary);
  }

  @Override
  public Uni<Void> addressFreed(
      Mutiny.Session session, String organizationId, String id, String address) {
    return update(session, FREED, organizationId, IdentifierKey.of(address), id);
  }

  @Override
  public Uni<Void> reset(Mutiny.Session session, String organizationId) {
    return update(
            session, "delete from directory_address where organization_id = $1", organizationId)
        .chain(
            () ->
                update(
                    session,
                    "delete from directory_entity where organization_id = $1",
                    organizationId));
  }

  @Override
  public Uni<Boolean> any(Mutiny.Session session, String organizationId) {
    return Sql.of(session).rows(ANY, organizationId).map(rows -> (Boolean) rows.get(0)[0]);
  }

  @Override
  public Change dropSome(String organizationId) {
    return session ->
        update(session, DROP_ADDRESSES, organizationId)
            .chain(() -> update(session, DROP_ENTITIES, organizationId));
  }

  private static Uni<Void> update(Mutiny.Session session, String sql, Object... parameters) {
    return Sql.of(session).update(sql, parameters).replaceWithVoid();
  }
}
