package org.postroom.kit.outbox;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.kit.lane.SharedRead;
import org.postroom.kit.lane.SharedWrite;

/**
 * The last event's (epoch, sequence) of each organization, and the account that owns it. Read and
 * written under the lock of the organization's command lane, hence without gaps.
 */
public final class SequenceTable {
  private static final String FIND =
      """
      select e.epoch, s.organization_id, s.epoch, s.sequence, s.account
      from service_epoch e left join event_sequence s on s.organization_id = any($1::text[])
      """;
  private static final String STORE =
      """
      insert into event_sequence (organization_id, epoch, sequence, account, command_partition,
          told_at)
      select * from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::integer[],
          $6::timestamptz[])
      on conflict on constraint pk_event_sequence do update
          set epoch = excluded.epoch, sequence = excluded.sequence,
              command_partition = excluded.command_partition
      """;

  private SequenceTable() {}

  /** The sequences of some organizations, within the service's present epoch. */
  public static final SharedRead<String, Sequences> FIND_ALL =
      (sql, organizationIds) ->
          sql.rows(FIND, (Object) organizationIds.toArray(String[]::new))
              .map(SequenceTable::sequences);

  /** Stores the sequences that were used. */
  public static final SharedWrite<Used> STORE_ALL =
      (sql, used) ->
          sql.update(
              STORE,
              used.stream().map(Used::organizationId).toArray(String[]::new),
              used.stream().map(Used::epoch).toArray(Long[]::new),
              used.stream().map(each -> each.last().sequence()).toArray(Long[]::new),
              used.stream().map(each -> each.last().account()).toArray(String[]::new),
              used.stream().map(Used::partition).toArray(Integer[]::new),
              used.stream()
                  .map(each -> each.at().atOffset(ZoneOffset.UTC))
                  .toArray(OffsetDateTime[]::new));

  private static Sequences sequences(List<Object[]> rows) {
    long epoch = (Long) rows.get(0)[0];
    Map<String, Last> lasts = new HashMap<>();
    for (Object[] row : rows) {
      if (row[1] != null) {
        // A new epoch counts from 1 again.
        long last = (Long) row[2] == epoch ? (Long) row[3] : 0;
        lasts.put((String) row[1], new Last(last, (String) row[4]));
      }
    }
    return new Sequences(epoch, lasts);
  }

  /**
   * The last event of an organization.
   *
   * @param partition its command partition
   * @param at when the event was decided. An organization's first events tell its whole state
   */
  public record Used(String organizationId, long epoch, Last last, int partition, Instant at) {}

  /** The sequence of the last event and the account that owns the organization. */
  public record Last(long sequence, String account) {}
}
