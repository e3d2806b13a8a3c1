package org.postroom.kit.outbox;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.kit.database.Sql;

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
      insert into event_sequence (organization_id, epoch, sequence, account)
      select organization_id, $1, sequence, account
      from unnest($2::text[], $3::bigint[], $4::text[])
          as row (organization_id, sequence, account)
      on conflict on constraint pk_event_sequence do update
          set epoch = excluded.epoch, sequence = excluded.sequence
      """;

  private SequenceTable() {}

  /** The sequences of these organizations, within the service's present epoch. */
  public static Uni<Sequences> find(Sql sql, Collection<String> organizationIds) {
    return sql.rows(FIND, (Object) organizationIds.toArray(String[]::new))
        .map(
            rows -> {
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
            });
  }

  /** Stores the sequences that were used. */
  public static Uni<Void> store(Sql sql, Sequences sequences) {
    List<Map.Entry<String, Last>> used = sequences.used();
    if (used.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return sql.update(
            STORE,
            sequences.epoch(),
            used.stream().map(Map.Entry::getKey).toArray(String[]::new),
            used.stream().map(entry -> entry.getValue().sequence()).toArray(Long[]::new),
            used.stream().map(entry -> entry.getValue().account()).toArray(String[]::new))
        .replaceWithVoid();
  }

  record Last(long sequence, String account) {}
}
