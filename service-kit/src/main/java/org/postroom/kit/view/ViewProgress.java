package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.Publisher;

/** Reads how far a view has come, in the database, where every instance of the service sees it. */
final class ViewProgress implements ViewLook {
  private static final String POSITIONS =
      "select organization_id, epoch, sequence, seen_epoch, seen_sequence, in_snapshot"
          + " from view_position where source = $1 and organization_id = any($2)";
  private static final String STOPS = "select partition from view_stop where source = $1";

  private final Database database;
  private final int partitions;

  ViewProgress(Database database, int partitions) {
    this.database = database;
    this.partitions = partitions;
  }

  @Override
  public Uni<Map<String, ViewStatus>> against(
      Positions target, BoundedContext owner, Collection<String> organizationIds) {
    return database.read(
        session -> {
          Sql sql = Sql.of(session);
          String[] ids = organizationIds.toArray(String[]::new);
          Uni<List<Object[]>> positions = sql.rows(POSITIONS, owner.wireName(), ids);
          Uni<List<Object[]>> stops = sql.rows(STOPS, owner.wireName());
          return Uni.combine()
              .all()
              .unis(positions, stops)
              .with((rows, stopped) -> judge(target, organizationIds, rows, stopped));
        });
  }

  private Map<String, ViewStatus> judge(
      Positions target,
      Collection<String> organizationIds,
      List<Object[]> rows,
      List<Object[]> stopped) {
    Set<Integer> stoppedPartitions = new HashSet<>();
    stopped.forEach(row -> stoppedPartitions.add((Integer) row[0]));
    Map<String, ViewPosition> positions = new HashMap<>();
    rows.forEach(row -> positions.put((String) row[0], ViewPositions.read(row)));
    Map<String, ViewStatus> statuses = new HashMap<>();
    for (String organizationId : organizationIds) {
      ViewPosition position = positions.getOrDefault(organizationId, ViewPosition.START);
      long sequence = target.sequences().getOrDefault(organizationId, 0L);
      boolean isStopped = stoppedPartitions.contains(partitionOf(organizationId));
      statuses.put(organizationId, judge(position, target.epoch(), sequence, isStopped));
    }
    return statuses;
  }

  static ViewStatus judge(ViewPosition position, long epoch, long sequence, boolean isStopped) {
    if (position.hasReached(epoch, sequence) && !position.inSnapshot()) {
      return ViewStatus.REACHED;
    }
    boolean isMissingEvents = position.isIncomplete() && !position.inSnapshot();
    return isStopped || isMissingEvents ? ViewStatus.BLOCKED : ViewStatus.BEHIND;
  }

  @Override
  public int partitionOf(String organizationId) {
    return Publisher.partitionOf(organizationId, partitions);
  }
}
