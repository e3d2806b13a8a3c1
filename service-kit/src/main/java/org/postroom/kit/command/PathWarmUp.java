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
 * Walks the real path some hundred times with commands that do nothing, and some dozen times with
 * those that the service wants rehearsed, in transactions that are rolled back: a JVM that has just
 * started is an order of magnitude slower.
 */
final class PathWarmUp {
  private static final int LARGEST = 16;

  private final int rounds;
  private final int rehearsals;
  private final List<RehearsedCommands> rehearsed;

  /**
   * @param rounds how often the path is walked with commands that do nothing
   * @param rehearsals how often with each of the others
   */
  PathWarmUp(int rounds, int rehearsals, List<RehearsedCommands> rehearsed) {
    this.rounds = rounds;
    this.rehearsals = rehearsals;
    this.rehearsed = List.copyOf(rehearsed);
  }

  /** Blocks; fails when the database is away. */
  void run(CommandParts parts, LaneSurroundings with) {
    Lane lane = new Lane("warm-up", 0);
    BatchTransaction transaction = new BatchTransaction(parts, CatchUps.reached());
    LaneRehearsal rehearsal = new LaneRehearsal(lane, with);
    for (int i = 0; i < rounds; i++) {
      List<IncomingCommand> batch = nothing(lane, i);
      rehearsal.run(owned -> run(transaction, owned, batch));
    }
    for (RehearsedCommands commands : rehearsed) {
      rehearsal.repeat(
          rehearsals,
          (owned, round) ->
              run(
                  transaction,
                  owned,
                  records(lane, commands.of(LaneRehearsal.ORGANIZATION, Integer.toString(round)))));
    }
  }

  private static void run(
      BatchTransaction transaction, OwnedLane owned, List<IncomingCommand> batch) {
    transaction.run(owned, OwnedLane.Company.ANY, batch, null, done -> {});
  }

  private static List<IncomingCommand> nothing(Lane lane, int round) {
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i <= round % LARGEST; i++) {
      commands.add(
          RehearsedCommands.internal(
              WarmUpCommand.TYPE.of(
                  LaneRehearsal.ORGANIZATION, round + "/" + i, new WarmUpCommand(i))));
    }
    return records(lane, commands);
  }

  private static List<IncomingCommand> records(Lane lane, List<CommandEnvelope> commands) {
    List<IncomingCommand> records = new ArrayList<>(commands.size());
    for (CommandEnvelope command : commands) {
      ConsumerRecord<String, byte[]> record =
          new ConsumerRecord<>(
              lane.topic(),
              lane.partition(),
              records.size(),
              command.organizationId(),
              command.payload());
      command.headers().forEach(record.headers()::add);
      records.add(IncomingCommand.of(record));
    }
    return records;
  }
}
