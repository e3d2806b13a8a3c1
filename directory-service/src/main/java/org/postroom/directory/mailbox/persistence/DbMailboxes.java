package org.postroom.directory.mailbox.persistence;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.mailbox.application.MailboxUsage;
import org.postroom.directory.mailbox.application.Mailboxes;
import org.postroom.directory.mailbox.application.PurgeMailboxes;
import org.postroom.directory.mailbox.model.MailboxSpace;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.Sql;
import org.postroom.kit.timer.DueCommands;

/** Mailboxes in their table, by plain SQL, and the timer that has them purged. */
@Singleton
class DbMailboxes implements Mailboxes, DueCommands {
  private static final String SELECT =
      "select entity_id, quota_megabytes, size_bytes from mailbox where organization_id = $1";

  static final String FIND = SELECT + " and entity_id = $2 and kept_until is null";
  static final String AFTER = SELECT + " and entity_id > $2 order by entity_id limit $3";
  static final String REPORT =
      "update mailbox m set size_bytes = r.size_bytes, size_reported_at = $4"
          + " from unnest($2::text[], $3::bigint[]) r (entity_id, size_bytes)"
          + " where m.organization_id = $1 and m.entity_id = r.entity_id";

  /**
   * By the column, which a selected text of its name must not hide. The limit is no parameter: a
   * planner that does not know it might read and sort all that are due.
   */
  private static final String OLDEST = " order by mailbox.kept_until limit " + CHUNK;

  static final String DUE_OF_ORGANIZATION =
      "select entity_id from mailbox where organization_id = $1 and kept_until <= $2" + OLDEST;
  static final String DUE =
      "select organization_id, entity_id, kept_until::text from mailbox"
          + " where command_partition = $1 and kept_until <= $2"
          + OLDEST;
  static final String PARTITIONS_DUE =
      DueCommands.partitionsWith(
          "mailbox where command_partition = p.number and kept_until <= $2 order by kept_until");
  static final String PURGE =
      "delete from mailbox where organization_id = $1 and entity_id = any($2)";

  @Override
  public Uni<Optional<MailboxSpace>> find(
      Mutiny.Session session, OrganizationId organization, EntityId owner) {
    return Sql.of(session)
        .rows(FIND, organization.value(), owner.value())
        .map(rows -> rows.stream().findFirst().map(DbMailboxes::space));
  }

  @Override
  public Uni<List<MailboxSpace>> after(
      Mutiny.Session session, OrganizationId organization, String owner, int limit) {
    return Sql.of(session)
        .rows(AFTER, organization.value(), owner, limit)
        .map(rows -> rows.stream().map(DbMailboxes::space).toList());
  }

  @Override
  public Change use(OrganizationId organization, EntityId owner, int partition) {
    return session ->
        Sql.of(session)
            .update(
                "insert into mailbox"
                    + " (organization_id, entity_id, quota_megabytes, command_partition)"
                    + " values ($1, $2, $3, $4)"
                    + " on conflict (organization_id, entity_id) do update set kept_until = null",
                organization.value(),
                owner.value(),
                MailboxSpace.MAX_QUOTA,
                partition)
            .replaceWithVoid();
  }

  @Override
  public Change keep(OrganizationId organization, EntityId owner, int partition, Instant until) {
    return session ->
        Sql.of(session)
            .update(
                "update mailbox set kept_until = $3, command_partition = $4"
                    + " where organization_id = $1 and entity_id = $2 and kept_until is null",
                organization.value(),
                owner.value(),
                time(until),
                partition)
            .replaceWithVoid();
  }

  @Override
  public Change setQuota(OrganizationId organization, EntityId owner, int megabytes) {
    return session ->
        Sql.of(session)
            .update(
                "update mailbox set quota_megabytes = $3"
                    + " where organization_id = $1 and entity_id = $2",
                organization.value(),
                owner.value(),
                megabytes)
            .replaceWithVoid();
  }

  @Override
  public Change report(OrganizationId organization, List<MailboxUsage> sizes, Instant at) {
    return session ->
        Sql.of(session)
            .update(
                REPORT,
                organization.value(),
                sizes.stream().map(MailboxUsage::entityId).toArray(String[]::new),
                sizes.stream().map(MailboxUsage::sizeBytes).toArray(Long[]::new),
                time(at))
            .replaceWithVoid();
  }

  @Override
  public Uni<Boolean> isDue(
      Mutiny.Session session, OrganizationId organization, EntityId owner, Instant now) {
    return Sql.of(session)
        .rows(
            "select entity_id from mailbox"
                + " where organization_id = $1 and entity_id = $2 and kept_until <= $3",
            organization.value(),
            owner.value(),
            time(now))
        .map(rows -> !rows.isEmpty());
  }

  @Override
  public Uni<List<EntityId>> due(Mutiny.Session session, OrganizationId organization, Instant now) {
    return Sql.of(session)
        .rows(DUE_OF_ORGANIZATION, organization.value(), time(now))
        .map(rows -> rows.stream().map(row -> new EntityId((String) row[0])).toList());
  }

  @Override
  public Change purge(OrganizationId organization, List<EntityId> owners) {
    return session ->
        Sql.of(session)
            .update(
                PURGE,
                organization.value(),
                owners.stream().map(EntityId::value).toArray(String[]::new))
            .replaceWithVoid();
  }

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    return DueCommands.ask(Sql.of(session), PARTITIONS_DUE, partitions, now);
  }

  /**
   * One command for each organization among the mailboxes due longest. Its cause is the one due
   * longest and when it was, as an entity can be deregistered again.
   */
  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    return Sql.of(session).rows(DUE, partition, time(now)).map(rows -> commands(rows, limit));
  }

  private static List<InternalCommand<?>> commands(List<Object[]> rows, int limit) {
    Map<String, InternalCommand<?>> first = new LinkedHashMap<>();
    for (Object[] row : rows) {
      String owner = (String) row[1];
      first.computeIfAbsent(
          (String) row[0],
          organization ->
              PurgeMailboxes.TYPE.of(
                  organization, "mailbox/" + owner + "/" + row[2], new PurgeMailboxes(owner)));
    }
    return first.values().stream()
        .<InternalCommand<?>>map(command -> command)
        .limit(limit)
        .toList();
  }

  private static MailboxSpace space(Object[] row) {
    return new MailboxSpace(
        new EntityId((String) row[0]), ((Number) row[1]).intValue(), ((Number) row[2]).longValue());
  }

  private static OffsetDateTime time(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
