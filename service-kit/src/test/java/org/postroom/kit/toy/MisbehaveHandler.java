package org.postroom.kit.toy;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.database.Sql;
import org.postroom.kit.toy.ToyOperations.MisbehaveRequest;
import org.postroom.kit.toy.ToyOperations.MisbehaveResponse;

/** Does what its request asks for, none of which a real handler should. */
@Singleton
public class MisbehaveHandler implements CommandHandler<MisbehaveRequest, MisbehaveResponse> {
  /** Set to true, the handler that is broken works. */
  public static volatile boolean mended;

  /** What "wait" waits for. */
  public static volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);

  /** How often "wait" was decided. */
  public static final AtomicInteger WAITS = new AtomicInteger();

  @Override
  public Operation<MisbehaveRequest, MisbehaveResponse> operation() {
    return ToyOperations.MISBEHAVE;
  }

  @Override
  public Uni<Outcome<MisbehaveResponse>> handle(MisbehaveRequest request, CommandContext context) {
    return behave(request.how(), context);
  }

  static Uni<Outcome<MisbehaveResponse>> behave(String how, CommandContext context) {
    String organizationId = context.organizationId();
    Outcome<MisbehaveResponse> done = Outcome.of(new MisbehaveResponse(how));
    switch (how) {
      case "throw":
        if (mended) {
          return Uni.createFrom().item(done.changing(CountHandler.set(organizationId, 1000)));
        }
        throw new IllegalStateException("a bug that names j.doe@example.com");
      case "sql-error":
        return Sql.of(context.session()).rows("select 1/0").replaceWith(done);
      case "swallowed-sql-error":
        return Sql.of(context.session())
            .rows("select 1/0")
            .replaceWith(done)
            .onFailure()
            .recoverWithItem(done);
      case "change-fails":
        return Uni.createFrom()
            .item(
                done.emitting(new ToyEvents.Counted(0, 0))
                    .changing(s -> Uni.createFrom().failure(new IllegalStateException("bug"))));
      case "persist-then-refuse":
        return context.session().persist(counter(organizationId, 666)).chain(() -> refuse());
      case "sql-then-refuse":
        return Sql.of(context.session())
            .update(
                "insert into counter values ($1, 666) on conflict (organization_id)"
                    + " do update set amount = 666",
                organizationId)
            .chain(() -> refuse());
      case "query-then-refuse":
        return context
            .session()
            .createMutationQuery("update CounterRow set amount = 666 where organizationId = ?1")
            .setParameter(1, organizationId)
            .executeUpdate()
            .chain(() -> refuse());
      case "alter-then-refuse":
        return context
            .session()
            .find(CounterRow.class, organizationId)
            .invoke(row -> row.amount = 666)
            .chain(() -> refuse());
      case "wait":
        WAITS.incrementAndGet();
        CompletableFuture<Void> opened = new CompletableFuture<>();
        io.vertx.core.Context here = io.vertx.core.Vertx.currentContext();
        gate.whenComplete((nothing, failure) -> here.runOnContext(x -> opened.complete(null)));
        return Uni.createFrom().completionStage(opened).replaceWith(done);
      case "undeclared":
        return Uni.createFrom()
            .failure(new OperationRejected(ErrorCode.MAIL_DOMAIN_STATE, "not declared"));
      case "unavailable":
        return Uni.createFrom()
            .failure(new OperationRejected(ErrorCode.SERVICE_UNAVAILABLE, "later"));
      case "catch-up":
        return context.caughtUpWith(BoundedContext.DIRECTORY).replaceWith(done);
      case "swallowed-catch-up":
        return context
            .caughtUpWith(BoundedContext.DIRECTORY)
            .onFailure()
            .recoverWithNull()
            .replaceWith(done);
      case "add-later":
        return Uni.createFrom()
            .item(
                done.sending(
                    AddLater.TYPE.of(
                        organizationId, context.command().commandId(), new AddLater(5))));
      case "large-event":
        return Uni.createFrom()
            .item(done.emitting(new ToyEvents.NameTaken("x".repeat(70_000), "y")));
      default:
        return Uni.createFrom().item(done);
    }
  }

  private static CounterRow counter(String organizationId, long amount) {
    CounterRow row = new CounterRow();
    row.organizationId = organizationId;
    row.amount = amount;
    return row;
  }

  private static <T> Uni<T> refuse() {
    return Uni.createFrom()
        .failure(new OperationRejected(ErrorCode.ENTITY_STATE, "refused after all"));
  }

  /** The same, as a batch of its own. */
  @Singleton
  public static class Alone implements CommandHandler<MisbehaveRequest, MisbehaveResponse> {
    @Override
    public Operation<MisbehaveRequest, MisbehaveResponse> operation() {
      return ToyOperations.ALONE;
    }

    @Override
    public Uni<Outcome<MisbehaveResponse>> handle(
        MisbehaveRequest request, CommandContext context) {
      return behave(request.how(), context);
    }

    @Override
    public boolean runsAlone() {
      return true;
    }
  }
}
