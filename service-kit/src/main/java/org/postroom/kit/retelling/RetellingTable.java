package org.postroom.kit.retelling;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.postroom.kit.database.Sql;
import org.postroom.kit.timer.DueCommands;

/** The statements about what is retold. */
final class RetellingTable {
  /**
   * Organizations whose retelling is begun in one tick of a partition. One that has more than fits
   * in one command goes on alone, a command in each tick.
   */
  static final int BEGUN_AT_ONCE = 5;

  /** Most organizations looked at that came before this version. */
  private static final int ADOPTED_AT_ONCE = 100;

  /** Organizations that are asked for at once: each is locked until all are written. */
  private static final int REQUESTED_AT_ONCE = 100;

  /** A failed command is a dead letter; what it was for waits until an operator replays it. */
  private static final String NOT_FAILED =
      """
      not exists (select 1 from dead_letter d
          where d.organization_id = s.organization_id and d.closed_at is null
            and d.operation = '%s')
      """
          .formatted(RetellOrganization.TYPE.wireName());

  /** One statement for what is done in turn: what runs, what is due, what nobody owns yet. */
  static final String DUE =
      """
      select rank, organization_id, epoch, retellings, chunk from (
        (select 0 as rank, r.organization_id, s.epoch, s.retellings, r.chunk
        from retelling r join event_sequence s on s.organization_id = r.organization_id
        where r.command_partition = $1 and %1$s
        order by r.begun_at limit 1)
        union all
        (select 1, s.organization_id, s.epoch, s.retellings, 0 from event_sequence s
        where s.command_partition = $1 and s.told_at <= $2 and %1$s
        order by s.told_at limit %2$d)
        union all
        (select 2, s.organization_id, s.epoch, s.retellings, 0 from event_sequence s
        where s.command_partition = -1 and s.told_at <= $2 and %1$s
        order by s.told_at limit %3$d)) as due
      """
          .formatted(NOT_FAILED, BEGUN_AT_ONCE, ADOPTED_AT_ONCE);

  /** Where something may run, begin or be adopted. */
  static final String PARTITIONS_DUE =
      DueCommands.partitionsWith(
          "retelling where command_partition = p.number order by begun_at",
          "event_sequence where command_partition = p.number and told_at <= $2 order by told_at",
          "event_sequence where command_partition = -1 and told_at <= $2 order by told_at");

  private static final String FIND =
      """
      select s.retellings, r.chunk, r.told_up_to, p.organization_id
      from event_sequence s
        left join retelling r on r.organization_id = s.organization_id
        left join snapshot_progress p on p.organization_id = s.organization_id
      where s.organization_id = $1 and s.told_at is not null
      """;
  private static final String GO_ON =
      """
      insert into retelling (organization_id, command_partition, chunk, told_up_to, begun_at)
      values ($1, $2, $3, $4, $5)
      on conflict on constraint pk_retelling do update
          set chunk = excluded.chunk, told_up_to = excluded.told_up_to
      """;
  private static final String END = "delete from retelling where organization_id = $1";
  private static final String TOLD =
      """
      update event_sequence
      set told_at = $2, retellings = retellings + 1, command_partition = $3
      where organization_id = $1
      """;
  private static final String NEVER =
      "update event_sequence set told_at = null where organization_id = $1";
  private static final String REQUEST =
      "update event_sequence set told_at = $2 where organization_id = any($1) and told_at > $2";
  private static final String REQUEST_NEXT =
      """
      with next as (
        select organization_id from event_sequence where organization_id > $1
        order by organization_id limit %d),
      requested as (
        update event_sequence set told_at = $2
        where organization_id = any (array(select organization_id from next)) and told_at > $2)
      select max(organization_id) from next
      """
          .formatted(REQUESTED_AT_ONCE);

  private RetellingTable() {}

  /**
   * A retelling that may go on or begin.
   *
   * @param rank what comes first: one that runs, those of the partition that are due, those of
   *     which the partition is not written down
   */
  record Due(int rank, String organizationId, long epoch, long number, int chunk) {
    /** It runs. */
    static final int RUNNING = 0;

    /** Its partition is not known. */
    static final int NOBODYS = 2;
  }

  /**
   * What is known of an organization that may be retold.
   *
   * @param number how often it was retold
   * @param chunk the next part
   * @param toldUpTo where that begins; null for the first
   * @param inSnapshot whether a new epoch's snapshot of it is not complete
   */
  record State(long number, int chunk, String toldUpTo, boolean inSnapshot) {}

  /** What runs in the partition, and what was not told since then, what was longest not first. */
  static Uni<List<Due>> due(Sql sql, int partition, Instant toldBefore) {
    return sql.rows(DUE, partition, utc(toldBefore))
        .map(rows -> rows.stream().map(RetellingTable::due).toList());
  }

  private static Due due(Object[] row) {
    return new Due(
        (Integer) row[0], (String) row[1], (Long) row[2], (Long) row[3], (Integer) row[4]);
  }

  /** The state of an organization; null when it is not retold any more, or was never told. */
  static Uni<State> find(Sql sql, String organizationId) {
    return sql.rows(FIND, organizationId)
        .map(
            rows -> {
              if (rows.isEmpty()) {
                return null;
              }
              Object[] row = rows.get(0);
              return new State(
                  (Long) row[0],
                  row[1] == null ? 0 : (Integer) row[1],
                  (String) row[2],
                  row[3] != null);
            });
  }

  /** The next part begins here. */
  static Uni<Void> goOn(
      Sql sql, String organizationId, int partition, int chunk, String toldUpTo, Instant now) {
    return sql.update(GO_ON, organizationId, partition, chunk, toldUpTo, utc(now))
        .replaceWithVoid();
  }

  /** It is told. */
  static Uni<Void> told(Sql sql, String organizationId, int partition, Instant now) {
    return sql.update(END, organizationId)
        .chain(() -> sql.update(TOLD, organizationId, utc(now), partition))
        .replaceWithVoid();
  }

  /** It is gone and never told again. */
  static Uni<Void> never(Sql sql, String organizationId) {
    return sql.update(END, organizationId)
        .chain(() -> sql.update(NEVER, organizationId))
        .replaceWithVoid();
  }

  /** These are to be told next. */
  static Uni<Void> request(Sql sql, Collection<String> organizationIds) {
    return sql.update(REQUEST, organizationIds.toArray(String[]::new), utc(Instant.EPOCH))
        .replaceWithVoid();
  }

  /** Some behind this id are to be told next; the last of them, null when none is left. */
  static Uni<String> requestSome(Sql sql, String after) {
    return sql.rows(REQUEST_NEXT, after, utc(Instant.EPOCH)).map(rows -> (String) rows.get(0)[0]);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
