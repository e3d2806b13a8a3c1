package org.postroom.kit.database;

import io.quarkus.opentelemetry.runtime.QuarkusContextStorage;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The one place that opens Hibernate Reactive sessions. Each gets a fresh session on a duplicated
 * Vert.x context of its own that is marked safe, and is closed whatever happens.
 */
public final class Database {
  private final VertxInternal vertx;
  private final Supplier<Mutiny.SessionFactory> factory;
  private final Duration bound;

  /**
   * @param bound how long {@link #await} waits for a whole transaction
   */
  public Database(Vertx vertx, Supplier<Mutiny.SessionFactory> factory, Duration bound) {
    this.vertx = (VertxInternal) vertx;
    this.factory = factory;
    this.bound = bound;
  }

  /**
   * Runs work in one transaction and commits it; a failure of the work rolls back and is passed on.
   * A failed commit is {@link CommitUnknown}. The work is started without waiting for BEGIN, which
   * shares a round trip with the first statements.
   */
  public <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work) {
    return transaction(work, CommitPoint.NONE);
  }

  /** As {@link #transaction(Function)}, with somebody to be told about the commit. */
  public <T> Uni<T> transaction(Function<Mutiny.Session, Uni<T>> work, CommitPoint point) {
    return onFreshContext(
        () ->
            factory
                .get()
                .openSession()
                .chain(session -> closing(session, inTransaction(session, work, point))));
  }

  /**
   * Reads outside any transaction; every statement sees what is committed when it starts. The work
   * may close the session before it is done.
   */
  public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> work) {
    return onFreshContext(
        () ->
            factory
                .get()
                .openSession()
                .chain(
                    session -> {
                      session.setDefaultReadOnly(true);
                      // Also when the work refuses before it has begun to read.
                      return closing(session, Uni.createFrom().deferred(() -> work.apply(session)));
                    }));
  }

  /**
   * Waits on a plain thread, never on an event loop.
   *
   * @throws RuntimeException the failure itself; {@link IllegalStateException} wrapping a {@link
   *     TimeoutException} when the bound has passed, the outcome then being unknown
   */
  public <T> T await(Uni<T> work) {
    CompletableFuture<T> result = work.subscribeAsCompletionStage();
    try {
      return result.get(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new CommitUnknown(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommitUnknown(e);
    }
  }

  /** How long a caller waits for the database at most. */
  Duration bound() {
    return bound;
  }

  private static <T> Uni<T> inTransaction(
      Mutiny.Session session, Function<Mutiny.Session, Uni<T>> work, CommitPoint point) {
    Sql sql = Sql.of(session);
    Uni<Void> begun = sql.begin();
    Uni<T> done;
    try {
      done = work.apply(session);
    } catch (RuntimeException e) {
      done = Uni.createFrom().failure(e);
    }
    // BEGIN was sent before everything in the work, so its failure has failed that too.
    Uni<T> decided = done.call(() -> begun).call(session::flush);
    return decided
        .onFailure()
        .call(failure -> sql.rollback().onFailure().recoverWithNull())
        .call(
            () ->
                Uni.createFrom()
                    .item(Unchecked.supplier(point::beforeCommit))
                    .onFailure()
                    .call(() -> sql.rollback().onFailure().recoverWithNull()))
        .call(
            () ->
                sql.commit().onFailure().transform(CommitUnknown::new).invoke(point::afterCommit));
  }

  private static <T> Uni<T> closing(Mutiny.Session session, Uni<T> work) {
    return work.onTermination()
        .call(
            () ->
                session.isOpen()
                    ? session.close().onFailure().recoverWithNull()
                    : Uni.createFrom().voidItem());
  }

  /** Statements belong to the span that is current where the work is asked for, if there is one. */
  private <T> Uni<T> onFreshContext(Supplier<Uni<T>> work) {
    io.opentelemetry.context.Context trace = io.opentelemetry.context.Context.current();
    return Uni.createFrom()
        .emitter(
            emitter -> {
              Context root = Vertx.currentContext();
              Context context =
                  VertxContext.createNewDuplicatedContext(
                      root == null ? vertx.createEventLoopContext() : root);
              VertxContextSafetyToggle.setContextSafe(context, true);
              if (trace != io.opentelemetry.context.Context.root()) {
                QuarkusContextStorage.INSTANCE.attach(context, trace);
              }
              context.runOnContext(
                  ignored ->
                      Uni.createFrom()
                          .<T>deferred(work::get)
                          .subscribe()
                          .with(emitter::complete, emitter::fail));
            });
  }
}
