package org.postroom.kit.process;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.database.Sql;
import org.postroom.kit.timer.DueCommands;

/** The processes whose next attempt, or whose end, is due. */
@Singleton
class DueProcesses implements DueCommands {
  private static final String PARTITIONS_DUE =
      DueCommands.partitionsWith(
          "process where partition = p.number and next_attempt_at <= $2 order by next_attempt_at");

  @Override
  public Uni<List<Integer>> partitionsDue(
      Mutiny.Session session, Collection<Integer> partitions, Instant now) {
    return DueCommands.ask(Sql.of(session), PARTITIONS_DUE, partitions, now);
  }

  @Override
  public Uni<List<InternalCommand<?>>> due(
      Mutiny.Session session, int partition, Instant now, int limit) {
    return ProcessRows.due(session, partition, now, limit)
        .map(rows -> rows.stream().<InternalCommand<?>>map(DueProcesses::step).toList());
  }

  private static InternalCommand<AdvanceProcess> step(ProcessRow row) {
    return Processes.advance(row.key.organizationId(), row.key.processId(), row.attempt + 1);
  }
}
