package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.database.Sql;
import org.postroom.kit.inbox.ClientTokenTable;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.inbox.InboxTable;
import org.postroom.kit.lane.LaneProcessor;
import org.postroom.kit.lane.OwnedLane;
import org.postroom.kit.lane.PositionMoved;

/**
 * The worker of a command lane: cuts what has come into batches, decides each, answers. A batch
 * that fails as a whole is run again one command at a time; only a command that fails alone, with
 * the database answering, becomes a dead letter.
 */
final class CommandProcessor implements LaneProcessor {
  private static final Logger LOG = Logger.getLogger(CommandProcessor.class);

  private final CommandParts parts;
  private final CatchUps catchUps;
  private final BatchTransaction transaction;

  CommandProcessor(CommandParts parts) {
    this.parts = parts;
    this.catchUps = new CatchUps(parts.catchUps());
    this.transaction = new BatchTransaction(parts, catchUps);
  }

  @Override
  public void process(OwnedLane lane, List<ConsumerRecord<String, byte[]>> records) {
    catchUps.forget();
    List<IncomingCommand> commands = records.stream().map(IncomingCommand::of).toList();
    int from = 0;
    while (from < commands.size()) {
      from += batch(lane, commands, from, endOfBatch(commands, from));
    }
  }

  @Override
  public boolean keepHouse(OwnedLane lane) {
    Instant now = parts.clock().instant();
    int partition = lane.lane().partition();
    int commands = lane.read(session -> InboxTable.prune(Sql.of(session), partition, now));
    int tokens = lane.read(session -> ClientTokenTable.prune(Sql.of(session), partition, now));
    return commands == InboxTable.PRUNED_AT_ONCE || tokens == ClientTokenTable.PRUNED_AT_ONCE;
  }

  /** A command that takes locks beyond its organization is a batch of its own. */
  private int endOfBatch(List<IncomingCommand> commands, int from) {
    int to = from;
    while (to < commands.size()) {
      boolean alone = parts.handlers().runsAlone(commands.get(to).operation());
      if (alone) {
        return to == from ? to + 1 : to;
      }
      to++;
    }
    return to;
  }

  /** Returns how many commands were decided. */
  private int batch(OwnedLane lane, List<IncomingCommand> all, int from, int to) {
    List<IncomingCommand> commands = all.subList(from, to);
    try {
      OwnedLane.Company company =
          parts.handlers().runsAlone(commands.get(0).operation())
              ? OwnedLane.Company.NONE
              : OwnedLane.Company.ANY;
      BatchResult result =
          transaction.run(lane, company, commands, null, done -> answer(lane, done));
      int taken = result.decided().size();
      if (result.behind() != null) {
        await(all, from + taken, result.behind());
      }
      return taken;
    } catch (NothingDecided e) {
      await(all, from, e.behind());
      return 0;
    } catch (PositionMoved e) {
      throw e;
    } catch (RuntimeException e) {
      if (Infrastructure.isToBlame(e)) {
        throw e;
      }
      if (!(e instanceof LeftTrace)) {
        LOG.warnf(
            "A batch failed and is run one command at a time; lane=%s size=%d",
            lane.lane(), commands.size());
      }
      for (int i = from; i < to; i++) {
        alone(lane, all, i);
      }
      return to - from;
    }
  }

  private void alone(OwnedLane lane, List<IncomingCommand> all, int index) {
    List<IncomingCommand> command = List.of(all.get(index));
    Verdict verdict = null;
    while (true) {
      try {
        transaction.run(lane, OwnedLane.Company.NONE, command, verdict, done -> answer(lane, done));
        return;
      } catch (NothingDecided e) {
        await(all, index, e.behind());
      } catch (LeftTrace e) {
        if (e.refusal() == null) {
          await(all, index, e.behind());
        } else {
          verdict = Verdict.refused(e.refusal());
        }
      } catch (PositionMoved e) {
        throw e;
      } catch (RuntimeException e) {
        if (Infrastructure.isToBlame(e) || verdict != null) {
          throw e;
        }
        verdict = Verdict.poison(e);
      }
    }
  }

  private void await(List<IncomingCommand> all, int index, Behind behind) {
    List<CommandKey> following = new ArrayList<>();
    for (IncomingCommand next : all.subList(index + 1, all.size())) {
      following.add(next.key());
    }
    catchUps.await(all.get(index).key(), behind, following);
  }

  private void answer(OwnedLane lane, BatchResult result) {
    for (BatchResult.Decided decided : result.decided()) {
      CommandEnvelope command = decided.command().command();
      if (command == null
          || command.replyTo() == null
          || command.requestId() == null
          || decided.decision().reply() == null) {
        continue;
      }
      ReplyEnvelope reply =
          new ReplyEnvelope(
              command.requestId(),
              command.replyTo().gatewayId(),
              decided.decision().reply().error(),
              decided.decision().reply().body(),
              decided.decision().reply().auditedRequestId());
      var headers = reply.headers();
      if (command.traceParent() != null) {
        headers.put(
            org.postroom.contract.message.MessageHeader.TRACE_PARENT,
            command.traceParent().getBytes(UTF_8));
      }
      boolean sent =
          parts
              .publisher()
              .sendAndForget(
                  Topics.REPLIES, command.replyTo().partition(), null, headers, reply.body());
      if (!sent) {
        // The callers try again; each reply would wait as long as this one did.
        break;
      }
    }
    parts.moments().afterReplies(lane.lane());
  }
}
