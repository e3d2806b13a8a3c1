package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.SharedRead;
import org.postroom.kit.lane.SharedWrite;

/** The positions of a view's organizations, read and written for a whole batch at once. */
final class ViewPositions {
  private static final String READ =
      "select organization_id, epoch, sequence, seen_epoch, seen_sequence, in_snapshot"
          + " from view_position where source = $1 and organization_id = any($2)";
  private static final String WRITE =
      "insert into view_position"
          + " (organization_id, source, epoch, sequence, seen_epoch, seen_sequence, in_snapshot)"
          + " select * from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[],"
          + " $5::bigint[], $6::bigint[], $7::boolean[])"
          + " on conflict on constraint pk_view_position do update set epoch = excluded.epoch,"
          + " sequence = excluded.sequence, seen_epoch = excluded.seen_epoch,"
          + " seen_sequence = excluded.seen_sequence, in_snapshot = excluded.in_snapshot";

  private ViewPositions() {}

  /** Reads the positions of organizations in the view of one context. */
  record Read(BoundedContext source) implements SharedRead<String, Map<String, ViewPosition>> {
    @Override
    public Uni<Map<String, ViewPosition>> read(Sql sql, Collection<String> organizationIds) {
      return sql.rows(READ, source.wireName(), organizationIds.toArray(String[]::new))
          .map(
              rows -> {
                Map<String, ViewPosition> positions = new HashMap<>();
                rows.forEach(row -> positions.put((String) row[0], ViewPositions.read(row)));
                return positions;
              });
    }
  }

  /** The position of an organization in the view of a context. */
  record Entry(String organizationId, BoundedContext source, ViewPosition position) {}

  /** Stores positions. */
  static final SharedWrite<Entry> STORE_ALL = ViewPositions::store;

  private static Uni<Integer> store(Sql sql, List<Entry> entries) {
    int size = entries.size();
    String[] organizationIds = new String[size];
    String[] sources = new String[size];
    Long[] epochs = new Long[size];
    Long[] sequences = new Long[size];
    Long[] seenEpochs = new Long[size];
    Long[] seenSequences = new Long[size];
    Boolean[] inSnapshots = new Boolean[size];
    for (int i = 0; i < size; i++) {
      ViewPosition position = entries.get(i).position();
      organizationIds[i] = entries.get(i).organizationId();
      sources[i] = entries.get(i).source().wireName();
      epochs[i] = position.epoch();
      sequences[i] = position.sequence();
      seenEpochs[i] = position.seenEpoch();
      seenSequences[i] = position.seenSequence();
      inSnapshots[i] = position.inSnapshot();
    }
    return sql.update(
        WRITE, organizationIds, sources, epochs, sequences, seenEpochs, seenSequences, inSnapshots);
  }

  /** A row of the columns (organization, epoch, sequence, seen epoch, seen sequence, snapshot). */
  static ViewPosition read(Object[] row) {
    return new ViewPosition(
        (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4], (Boolean) row[5]);
  }
}
