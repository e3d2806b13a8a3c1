package org.postroom.kit.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.lane.LaneRehearsal;
import org.postroom.kit.lane.LaneSurroundings;
import org.postroom.kit.lane.OwnedLane;

/**
 * Walks the real path some hundred times with commands that do nothing, in transactions that are
 * rolled back: a JVM that has just started is an order of magnitude slower.
 */
final class PathWarmUp {
  private static final int LARGEST = 16;
  private static final String ORGANIZATION = "m-00000000000000000000000000000000";

  private PathWarmUp() {}

  /** Blocks; fails when the database is away. */
  static void run(CommandParts parts, LaneSurroundings with, int rounds) {
    Lane lane = new Lane("warm-up", 0);
    BatchTransaction transaction = new BatchTransaction(parts, new CatchUps(parts.catchUps()));
    LaneRehearsal rehearsal = new LaneRehearsal(lane, with);
    for (int round = 0; round < rounds; round++) {
      List<IncomingCommand> batch = new ArrayList<>();
      for (int i = 0; i <= round % LARGEST; i++) {
        batch.add(IncomingCommand.of(record(lane, round, i)));
      }
      rehearsal.run(
          owned -> transaction.run(owned, OwnedLane.Company.ANY, batch, null, result -> {}));
    }
  }

  private static ConsumerRecord<String, byte[]> record(Lane lane, int round, int index) {
    CommandEnvelope envelope =
        InternalCommands.envelope(
            WarmUpCommand.TYPE.of(ORGANIZATION, round + "/" + index, new WarmUpCommand(index)),
            "000000000000",
            null);
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(
            lane.topic(), lane.partition(), index, ORGANIZATION, envelope.payload());
    envelope.headers().forEach(record.headers()::add);
    return record;
  }
}
