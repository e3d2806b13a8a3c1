package org.postroom.kit.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Sql;

/** The positions of a view's organizations, read and written for a whole batch at once. */
final class ViewPositions {
  private static final String READ =
      "select organization_id, epoch, sequence, seen_epoch, seen_sequence, in_snapshot"
          + " from view_position where source = $1 and organization_id = any($2)";
  private static final String WRITE =
      "insert into view_position"
          + " (organization_id, source, epoch, sequence, seen_epoch, seen_sequence, in_snapshot)"
          + " select u.organization_id, $1, u.epoch, u.sequence, u.seen_epoch, u.seen_sequence,"
          + " u.in_snapshot from unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[],"
          + " $6::bigint[], $7::boolean[]) as"
          + " u(organization_id, epoch, sequence, seen_epoch, seen_sequence, in_snapshot)"
          + " on conflict on constraint pk_view_position do update set epoch = excluded.epoch,"
          + " sequence = excluded.sequence, seen_epoch = excluded.seen_epoch,"
          + " seen_sequence = excluded.seen_sequence, in_snapshot = excluded.in_snapshot";

  private ViewPositions() {}

  static Uni<Map<String, ViewPosition>> load(
      Sql sql, BoundedContext source, Collection<String> organizationIds) {
    return sql.rows(READ, source.wireName(), organizationIds.toArray(String[]::new))
        .map(
            rows -> {
              Map<String, ViewPosition> positions = new HashMap<>();
              rows.forEach(row -> positions.put((String) row[0], read(row)));
              return positions;
            });
  }

  static Uni<Void> store(Sql sql, BoundedContext source, Map<String, ViewPosition> positions) {
    if (positions.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    int size = positions.size();
    String[] organizationIds = new String[size];
    Long[] epochs = new Long[size];
    Long[] sequences = new Long[size];
    Long[] seenEpochs = new Long[size];
    Long[] seenSequences = new Long[size];
    Boolean[] inSnapshots = new Boolean[size];
    int i = 0;
    for (Map.Entry<String, ViewPosition> entry : positions.entrySet()) {
      ViewPosition position = entry.getValue();
      organizationIds[i] = entry.getKey();
      epochs[i] = position.epoch();
      sequences[i] = position.sequence();
      seenEpochs[i] = position.seenEpoch();
      seenSequences[i] = position.seenSequence();
      inSnapshots[i] = position.inSnapshot();
      i++;
    }
    return sql.update(
            WRITE,
            source.wireName(),
            organizationIds,
            epochs,
            sequences,
            seenEpochs,
            seenSequences,
            inSnapshots)
        .replaceWithVoid();
  }

  /** A row of the columns (organization, epoch, sequence, seen epoch, seen sequence, snapshot). */
  static ViewPosition read(Object[] row) {
    return new ViewPosition(
        (Long) row[1], (Long) row[2], (Long) row[3], (Long) row[4], (Boolean) row[5]);
  }

  /** The partition of an organization in every topic: Kafka's default for its key. */
  static int partitionOf(String organizationId, int partitions) {
    return BuiltInPartitioner.partitionForKey(organizationId.getBytes(UTF_8), partitions);
  }
}
