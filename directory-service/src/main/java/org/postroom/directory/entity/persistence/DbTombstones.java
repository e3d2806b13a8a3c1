package org.postroom.directory.entity.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.application.PurgeTombstones;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.registration.persistence.EntityRow;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.HeldRows;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.Sql;
import org.postroom.kit.timer.DueCommands;

/** Tombstones, and the timer that has them purged. */
@Singleton
class DbTombstones implements Tombstones, DueCommands {
  /**
   * With arrays, as nothing is to be joined. The limit is no parameter: a planner that does not
   * know it might read and sort all that are due.
   */
  static final String PURGE =
      """
      with due as (
        delete from entity_tombstone
        where ctid = any (array(
          select ctid from entity_tombstone
          where organization_id = :organization and purge_at <= :now
          order by purge_at limit %d))
        returning entity_id),
      purged_users as (
        delete from directory_user
        where organization_id = :organization and user_id = any (array(select entity_id from due))
          and state = 'DELETED'),
      purged_groups as (
        delete from directory_group
        where organization_id = :organization and group_id = any (array(select entity_id from due))
          and state = 'DELETED')
      delete from directory_resource
      where organization_id = :organization and resource_id = any (array(select entity_id from due))
        and state = 'DELETED'
      """
          .formatted(CHUNK);

  static final String PARTITIONS_DUE =
      DueCommands.partitionsWith(
          "entity_tombstone where command_partition = p.number and purge_at <= $2"
              + " order by purge_at");

  static final String DUE =
      "select organization_id, entity_id from entity_tombstone"
          + " where command_partition = $1 and purge_at <= $2 order by purge_at limit "
          + CHUNK;

  @Override
  public Change add(
      OrganizationId organization, NamedEntity entity, int partition, Instant purgeAt) {
    return session -> {
      TombstoneRow row = new TombstoneRow();
      row.key = new TombstoneKey(organization.value(), entity.id().value());
      row.entityType = entity.type();
      row.commandPartition = partition;
      row.purgeAt = purgeAt;
      return session.persist(row);
    };
  }

  @Override
  public Change purge(OrganizationId organization, Instant now) {
    return session ->
        session
            .flush()
            .chain(
                () ->
                    session
                        .createNativeQuery(PURGE)
                        .setParameter("organization", organization.value())
                        .setParameter("now", now)
                        .executeUpdate())
            // What the session has read of the purged rows is no more.
            .invoke(() -> HeldRows.letGo(session, DbTombstones::maybePurged))
            .replaceWithVoid();
  }

  /** Few are held, so it does not matter which were due. */
  private static boolean maybePurged(Object row) {
    return row instanceof TombstoneRow || row instanceof EntityRow entity && entity.isDeleted();
  }

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    return DueCommands.ask(Sql.of(session), PARTITIONS_DUE, partitions, now);
  }

  /**
   * One command for each organization among the tombstones due longest. Its cause is the one due
   * longest, which the command removes, so that the next chunk is another command.
   */
  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    return Sql.of(session)
        .rows(DUE, partition, now.atOffset(ZoneOffset.UTC))
        .map(rows -> commands(rows, limit));
  }

  private static List<InternalCommand<?>> commands(List<Object[]> rows, int limit) {
    Map<String, InternalCommand<?>> first = new LinkedHashMap<>();
    for (Object[] row : rows) {
      String entity = (String) row[1];
      first.computeIfAbsent(
          (String) row[0],
          organization ->
              PurgeTombstones.TYPE.of(
                  organization, "tombstone/" + entity, new PurgeTombstones(entity)));
    }
    return first.values().stream()
        .<InternalCommand<?>>map(command -> command)
        .limit(limit)
        .toList();
  }
}
