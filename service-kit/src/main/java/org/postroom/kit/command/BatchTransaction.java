package org.postroom.kit.command;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.inbox.ClientTokenTable;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.inbox.InboxTable;
import org.postroom.kit.inbox.StoredReply;
import org.postroom.kit.lane.LaneTransaction;
import org.postroom.kit.lane.LookUps;
import org.postroom.kit.lane.OwnedLane;
import org.postroom.kit.outbox.SequenceTable;
import org.postroom.kit.outbox.Sequences;

/**
 * Decides a batch of commands in one transaction, which batches of other lanes may share. Lock,
 * inbox, sequences and client tokens take one round trip at its beginning, everything that is kept
 * about the batch one at its end; between them are the handlers' own reads and one flush.
 */
final class BatchTransaction {
  private final CommandParts parts;
  private final CatchUps catchUps;
  private final CommandTraces traces;

  BatchTransaction(CommandParts parts, CatchUps catchUps) {
    this.parts = parts;
    this.catchUps = catchUps;
    this.traces = new CommandTraces(parts.traces());
  }

  /**
   * Commits and publishes as many commands as can be decided now.
   *
   * @param company whether other lanes may share the transaction
   * @param verdict what is known of the only command of the batch; null for nothing
   * @param answer called when the batch is committed and published
   * @throws NothingDecided when the first one must wait for a view
   * @throws LeftTrace when a handler that did not accept had written; all is rolled back
   */
  BatchResult run(
      OwnedLane lane,
      OwnedLane.Company company,
      List<IncomingCommand> commands,
      Verdict verdict,
      Consumer<BatchResult> answer) {
    Instant now = parts.clock().instant();
    BatchResult result =
        traces.record(
            parts.service().context().wireName(),
            commands,
            () ->
                lane.commit(
                    company,
                    commands.size(),
                    lookUps -> lookUp(lookUps, commands),
                    (transaction, found) -> decide(transaction, found, commands, verdict, now),
                    answer));
    parts.metrics().batch(result.decided().size());
    result
        .decided()
        .forEach(
            decided ->
                parts
                    .metrics()
                    .decided(decided.command().operation(), decided.decision().result()));
    return result;
  }

  private Uni<BatchResult> decide(
      LaneTransaction transaction,
      Found found,
      List<IncomingCommand> commands,
      Verdict verdict,
      Instant now) {
    BatchRun run = new BatchRun(parts, catchUps, transaction, found, now);
    return Multi.createFrom()
        .iterable(commands)
        .onItem()
        .transformToUniAndConcatenate(command -> run.take(command, verdict))
        .onItem()
        .ignoreAsUni()
        .chain(() -> run.end());
  }

  private Uni<Found> lookUp(LookUps lookUps, List<IncomingCommand> commands) {
    Set<CommandKey> keys = new LinkedHashSet<>();
    Set<String> organizations = new LinkedHashSet<>();
    Set<ClientTokenTable.Key> tokens = new LinkedHashSet<>();
    KnownAbsences absences = new KnownAbsences();
    for (IncomingCommand command : commands) {
      keys.add(command.key());
      keys.addAll(command.otherKeys());
      organizations.add(command.key().organizationId());
      ClientTokenTable.Key token = tokenKey(command);
      if (token != null) {
        tokens.add(token);
      }
      absences.expect(parts.handlers().expectedAbsences(command));
    }
    Uni<Map<CommandKey, StoredReply>> inbox = lookUps.find(InboxTable.FIND_ALL, keys);
    Uni<Sequences> sequences = lookUps.find(SequenceTable.FIND_ALL, organizations);
    Uni<Map<ClientTokenTable.Key, ClientTokenTable.Use>> uses =
        lookUps.find(ClientTokenTable.FIND_ALL, tokens);
    Uni<Void> absent = absences.ask(lookUps);
    return Uni.combine()
        .all()
        .unis(inbox, sequences, uses, absent)
        .asTuple()
        .map(
            found ->
                new Found(found.getItem1(), found.getItem2().copy(), found.getItem3(), absences));
  }

  /** The key under which a command's client token is kept; null when it has none. */
  static ClientTokenTable.Key tokenKey(IncomingCommand incoming) {
    CommandEnvelope command = incoming.command();
    return command == null || command.clientToken() == null || command.caller() == null
        ? null
        : new ClientTokenTable.Key(
            command.organizationId(),
            command.caller().account(),
            command.operation(),
            command.clientToken());
  }

  /** What the database knew of a batch's commands when the lock was taken. */
  record Found(
      Map<CommandKey, StoredReply> replies,
      Sequences sequences,
      Map<ClientTokenTable.Key, ClientTokenTable.Use> tokens,
      KnownAbsences absences) {}
}
