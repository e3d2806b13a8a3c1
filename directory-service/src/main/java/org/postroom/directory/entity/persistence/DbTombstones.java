package org.postroom.directory.entity.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.application.PurgeTombstones;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.NamedEntity;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.timer.DueCommands;

/** Tombstones, and the timer that has them purged. */
@Singleton
class DbTombstones implements Tombstones, DueCommands {
  private static final String PURGE =
      """
      with due as (
        delete from entity_tombstone
        where organization_id = :organization and entity_id in (
          select entity_id from entity_tombstone
          where organization_id = :organization and purge_at <= :now
          order by purge_at limit :limit)
        returning entity_id),
      purged_users as (
        delete from directory_user u using due
        where u.organization_id = :organization and u.user_id = due.entity_id
          and u.state = 'DELETED'),
      purged_groups as (
        delete from directory_group g using due
        where g.organization_id = :organization and g.group_id = due.entity_id
          and g.state = 'DELETED')
      delete from directory_resource r using due
      where r.organization_id = :organization and r.resource_id = due.entity_id
        and r.state = 'DELETED'
      """;

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
                        .setParameter("limit", CHUNK)
                        .executeUpdate())
            // What the session has read of the purged rows is no more.
            .invoke(session::clear)
            .replaceWithVoid();
  }

  /**
   * One command for each organization among the tombstones due longest. Its cause is the one due
   * longest, which the command removes, so that the next chunk is another command.
   */
  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    return session
        .createQuery(
            "from EntityTombstone t where t.commandPartition = :partition and t.purgeAt <= :now"
                + " order by t.purgeAt",
            TombstoneRow.class)
        .setParameter("partition", partition)
        .setParameter("now", now)
        .setMaxResults(CHUNK)
        .getResultList()
        .map(rows -> commands(rows, limit));
  }

  private static List<InternalCommand<?>> commands(List<TombstoneRow> rows, int limit) {
    Map<String, InternalCommand<?>> first = new LinkedHashMap<>();
    for (TombstoneRow row : rows) {
      first.computeIfAbsent(
          row.key.organizationId(),
          organization ->
              PurgeTombstones.TYPE.of(
                  organization,
                  "tombstone/" + row.key.entityId(),
                  new PurgeTombstones(row.key.entityId())));
    }
    return first.values().stream()
        .<InternalCommand<?>>map(command -> command)
        .limit(limit)
        .toList();
  }
}
