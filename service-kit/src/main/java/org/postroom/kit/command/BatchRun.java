package org.postroom.kit.command;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.access.Admission;
import org.postroom.kit.command.BatchTransaction.Found;
import org.postroom.kit.database.GroupedFlush;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.inbox.ClientTokenTable;
import org.postroom.kit.inbox.CommandKey;
import org.postroom.kit.inbox.StoredReply;
import org.postroom.kit.lane.LaneTransaction;

/** One attempt at one batch; it knows nothing of any other attempt. */
final class BatchRun {
  private static final Logger LOG = Logger.getLogger(BatchRun.class);

  /**
   * With more rows the session is emptied. Each command looks at all of them, those of the other
   * lanes of the transaction among them.
   */
  private static final int MOST_ENTITIES = 200;

  private final CommandParts parts;
  private final CatchUps catchUps;
  private final LaneTransaction transaction;
  private final Found found;
  private final Instant now;
  private final DeciderSession decider;
  private final LoadedEntities entities;
  private final Bookkeeping books;
  private final List<BatchResult.Decided> decided = new ArrayList<>();
  private final Map<CommandKey, Decision> inThisBatch = new HashMap<>();
  private final Map<ClientTokenTable.Key, ClientTokenTable.Use> tokens;
  private final TokenDigest digests;
  private Behind behind;

  BatchRun(
      CommandParts parts,
      CatchUps catchUps,
      LaneTransaction transaction,
      Found found,
      Instant now) {
    this.parts = parts;
    this.catchUps = catchUps;
    this.transaction = transaction;
    this.found = found;
    this.now = now;
    this.entities = new LoadedEntities(transaction.session());
    this.decider = new DeciderSession(transaction.session(), found.absences(), entities);
    this.books = new Bookkeeping(parts, transaction, found.sequences(), now);
    this.tokens = new HashMap<>(found.tokens());
    this.digests = new TokenDigest(parts.sealer());
  }

  /** Decides the next command, unless one before it must wait. */
  Uni<Void> take(IncomingCommand incoming, Verdict verdict) {
    if (behind != null) {
      return Uni.createFrom().voidItem();
    }
    boolean toBeAdmitted = incoming.isReadable() && Admission.isNeeded(incoming.command().caller());
    Decision known = known(incoming);
    if (known == null && !toBeAdmitted) {
      known = ofToken(incoming);
    }
    if (known != null) {
      return note(incoming, known);
    }
    if (verdict != null) {
      return verdict.refusal() == null
          ? poison(incoming, verdict.failure())
          : note(incoming, Decision.refused(verdict.refusal()));
    }
    if (!incoming.isReadable()) {
      return poison(incoming, new IllegalArgumentException("no command"));
    }
    if (incoming.command().isInternal()) {
      return internal(incoming);
    }
    return toBeAdmitted ? admitted(incoming) : call(incoming);
  }

  /** Hands everything that is to be kept to the transaction. */
  Uni<BatchResult> end() {
    if (decided.isEmpty()) {
      return Uni.createFrom().failure(new NothingDecided(behind));
    }
    long last = decided.get(decided.size() - 1).command().record().offset();
    transaction.moveTo(last + 1);
    books.close(decided);
    return Uni.createFrom().item(new BatchResult(decided, behind));
  }

  /** The decision when no handler is needed for it; null otherwise. */
  private Decision known(IncomingCommand incoming) {
    Decision repeated = repeated(incoming.key());
    for (CommandKey other : incoming.otherKeys()) {
      repeated = repeated == null ? repeated(other) : repeated;
    }
    if (repeated != null) {
      return repeated;
    }
    CommandEnvelope command = incoming.command();
    if (command == null) {
      return null;
    }
    return command.deadline() != null && now.isAfter(command.deadline())
        ? Decision.expired()
        : null;
  }

  private Decision repeated(CommandKey key) {
    Decision earlier = inThisBatch.get(key);
    StoredReply stored = earlier == null ? found.replies().get(key) : earlier.reply();
    return parts.mechanisms().inbox() && (stored != null || earlier != null)
        ? Decision.repeated(stored)
        : null;
  }

  /** The decision when the command's client token was used before; null otherwise. */
  private Decision ofToken(IncomingCommand incoming) {
    ClientTokenTable.Key token = BatchTransaction.tokenKey(incoming);
    ClientTokenTable.Use use = token == null ? null : tokens.get(token);
    if (use == null || !use.expiresAt().isAfter(now)) {
      return null;
    }
    return digests.matches(use.requestDigest(), incoming.command())
        ? Decision.sameToken(use.reply())
        : Decision.refused(
            new OperationRejected(
                ErrorCode.INVALID_PARAMETER,
                "The client token was used with other parameters before."));
  }

  /** What another caller's token has brought is shown to nobody whose policy does not allow it. */
  private Uni<Void> admitted(IncomingCommand incoming) {
    Deciding context = deciding(incoming);
    return BatchRun.<Void>ask(
            () -> parts.admission().admit(context).map(ignored -> Outcome.of(null)))
        .chain(
            answer -> {
              if (answer.failure() != null || context.behind() != null) {
                return settle(incoming, null, context, answer);
              }
              Decision known = ofToken(incoming);
              return known == null ? call(incoming) : note(incoming, known);
            });
  }

  private Uni<Void> call(IncomingCommand incoming) {
    CommandHandler<?, ?> handler = parts.handlers().handler(incoming.operation());
    if (handler == null) {
      return note(
          incoming,
          Decision.refused(
              new OperationRejected(
                  ErrorCode.NOT_OFFERED,
                  incoming.operation() + " is not offered yet by this installation")));
    }
    return decide(incoming, handler);
  }

  private <Q, R> Uni<Void> decide(IncomingCommand incoming, CommandHandler<Q, R> handler) {
    Operation<Q, R> operation = handler.operation();
    Q request;
    try {
      request = incoming.request(operation.requestType());
    } catch (RuntimeException e) {
      return poison(incoming, e);
    }
    Deciding context = deciding(incoming);
    return ask(() -> handler.handle(request, context))
        .chain(answer -> settle(incoming, operation, context, answer));
  }

  private Uni<Void> internal(IncomingCommand incoming) {
    InternalCommandHandler<?> handler = parts.handlers().internalHandler(incoming.operation());
    return handler == null
        ? poison(incoming, new IllegalStateException("no handler"))
        : decideInternal(incoming, handler);
  }

  private <C extends Record> Uni<Void> decideInternal(
      IncomingCommand incoming, InternalCommandHandler<C> handler) {
    C data;
    try {
      data = Json.read(incoming.payload(), handler.type().dataType());
    } catch (RuntimeException e) {
      return poison(incoming, e);
    }
    Deciding context = deciding(incoming);
    return ask(() -> handler.handle(data, context))
        .chain(answer -> settle(incoming, null, context, answer));
  }

  private Deciding deciding(IncomingCommand incoming) {
    decider.forget();
    entities.deciding();
    return new Deciding(
        incoming.command(), transaction.lane().partition(), now, decider.seen(), parts, catchUps);
  }

  /** The outcome or the failure, as an item. */
  private static <R> Uni<Answer<R>> ask(java.util.function.Supplier<Uni<Outcome<R>>> handler) {
    return Uni.createFrom()
        .<Outcome<R>>deferred(handler::get)
        .map(outcome -> new Answer<>(outcome, null))
        .onFailure()
        .recoverWithItem(failure -> new Answer<>(null, failure));
  }

  private record Answer<R>(Outcome<R> outcome, Throwable failure) {}

  private <R> Uni<Void> settle(
      IncomingCommand incoming, Operation<?, R> operation, Deciding context, Answer<R> answer) {
    if (context.behind() != null) {
      if (leftTrace()) {
        throw new LeftTrace(null, context.behind());
      }
      entities.forgetRead();
      behind = context.behind();
      return Uni.createFrom().voidItem();
    }
    if (answer.failure() instanceof OperationRejected refusal) {
      if (operation != null && refusal.code().isDecision() && !operation.declares(refusal.code())) {
        parts.metrics().undeclared(operation.name());
        LOG.errorf(
            "An operation refused with an error it does not declare; operation=%s errorCode=%s",
            operation, refusal.code().wireName());
      }
      if (leftTrace()) {
        throw new LeftTrace(refusal, null);
      }
      entities.forgetRead();
      return note(incoming, Decision.refused(refusal));
    }
    if (answer.failure() != null) {
      throw failed(incoming, answer.failure());
    }
    if (answer.outcome() == null) {
      throw failed(incoming, new IllegalStateException("the handler gave no outcome"));
    }
    return accept(incoming, operation, answer.outcome());
  }

  private <R> Uni<Void> accept(
      IncomingCommand incoming, Operation<?, R> operation, Outcome<R> outcome) {
    entities.changing();
    Uni<Void> changed = Uni.createFrom().voidItem();
    for (Change change : outcome.changes()) {
      changed = changed.chain(() -> change.apply(transaction.session()));
    }
    return changed
        .invoke(
            () -> {
              books.publish(incoming, outcome);
              byte[] response = response(outcome.response());
              ClientTokenTable.Key token = BatchTransaction.tokenKey(incoming);
              if (token != null) {
                ClientTokenTable.Use use =
                    new ClientTokenTable.Use(
                        digests.of(incoming.command()), response, now.plus(ClientTokenTable.KEPT));
                tokens.put(token, use);
                books.remember(token, use);
              }
              String audited =
                  operation == null ? null : books.audit(incoming, operation, outcome.response());
              add(incoming, Decision.accepted(response, audited));
            })
        .onFailure()
        .transform(failure -> failed(incoming, failure))
        .chain(this::emptySometimes);
  }

  private Uni<Void> emptySometimes() {
    if (entities.count() <= MOST_ENTITIES) {
      return Uni.createFrom().voidItem();
    }
    found.absences().forget();
    return GroupedFlush.of(transaction.session()).invoke(() -> transaction.session().clear());
  }

  private boolean leftTrace() {
    return decider.wrote() || entities.areTouched();
  }

  private Uni<Void> poison(IncomingCommand incoming, Throwable failure) {
    books.bury(incoming, failure);
    return note(incoming, Decision.poison());
  }

  private Uni<Void> note(IncomingCommand incoming, Decision decision) {
    add(incoming, decision);
    return Uni.createFrom().voidItem();
  }

  private void add(IncomingCommand incoming, Decision decision) {
    inThisBatch.putIfAbsent(incoming.key(), decision);
    decided.add(new BatchResult.Decided(incoming, decision));
  }

  private static RuntimeException failed(IncomingCommand incoming, Throwable failure) {
    return Infrastructure.isToBlame(failure) && failure instanceof RuntimeException infrastructure
        ? infrastructure
        : new HandlerFailed(incoming.operation(), failure);
  }

  private static byte[] response(Object response) {
    return response == null ? new byte[] {'{', '}'} : Json.write(response);
  }
}
