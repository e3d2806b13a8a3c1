package org.postroom.kit.command;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.database.Infrastructure;
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
  private static final Logger LOG = Logger.getLogger(PathWarmUp.class);
  private static final int LARGEST = 16;
  private static final String ORGANIZATION = "m-00000000000000000000000000000000";

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
    for (int round = 0; round < rounds; round++) {
      run(rehearsal, transaction, nothing(lane, round));
    }
    rehearsed.forEach(commands -> rehearse(commands, rehearsal, transaction, lane));
  }

  private void rehearse(
      RehearsedCommands commands,
      LaneRehearsal rehearsal,
      BatchTransaction transaction,
      Lane lane) {
    try {
      for (int round = 0; round < rehearsals; round++) {
        run(
            rehearsal,
            transaction,
            records(lane, commands.of(ORGANIZATION, Integer.toString(round))));
      }
    } catch (RuntimeException e) {
      if (Infrastructure.isToBlame(e)) {
        throw e;
      }
      LOG.warnf(e, "A rehearsal failed, the first of such commands will be slow");
    }
  }

  private static void run(
      LaneRehearsal rehearsal, BatchTransaction transaction, List<IncomingCommand> batch) {
    rehearsal.run(owned -> transaction.run(owned, OwnedLane.Company.ANY, batch, null, done -> {}));
  }

  private static List<IncomingCommand> nothing(Lane lane, int round) {
    List<CommandEnvelope> commands = new ArrayList<>();
    for (int i = 0; i <= round % LARGEST; i++) {
      commands.add(
          RehearsedCommands.internal(
              WarmUpCommand.TYPE.of(ORGANIZATION, round + "/" + i, new WarmUpCommand(i))));
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
