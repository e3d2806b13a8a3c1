package org.postroom.kit.deadletter;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.OwnedLane;

/** Sees to it that what callers sent does not stay in a lane's dead letters for ever. */
public final class LettersPruned implements LaneProcessor {
  private final LaneProcessor commands;
  private final Duration kept;
  private final Clock clock;

  /**
   * @param kept how long what callers sent is kept
   */
  public LettersPruned(LaneProcessor commands, Duration kept, Clock clock) {
    this.commands = commands;
    this.kept = kept;
    this.clock = clock;
  }

  @Override
  public void process(OwnedLane lane, List<ConsumerRecord<String, byte[]>> records) {
    commands.process(lane, records);
  }

  @Override
  public boolean keepHouse(OwnedLane lane) {
    Instant now = clock.instant();
    int partition = lane.lane().partition();
    int pruned =
        lane.read(
            session -> DeadLetterTable.prune(Sql.of(session), partition, now.minus(kept), now));
    boolean isMoreLeft = commands.keepHouse(lane);
    return isMoreLeft || pruned >= DeadLetterTable.PRUNED_AT_ONCE;
  }
}
