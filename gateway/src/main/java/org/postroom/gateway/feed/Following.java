package org.postroom.gateway.feed;

import io.vertx.core.Context;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.http.Exchange;

/**
 * What polls and streams have in common: a place among the followers, a reader, and waiting. After
 * it has joined, everything happens on the request's own context, one after the other.
 */
abstract class Following implements Followers.Follower {
  private static final Logger LOG = Logger.getLogger(Following.class);

  private final Feed feed;
  private final FeedAccess access;
  private final FeedAccess.Visit visit;
  private final FeedRequest request;
  private final Context context;
  private final Exchange exchange;
  private FeedReader reader;
  private FeedReader.Wait wait;
  private Cursor cursor;
  private long timer = -1;
  private boolean closed;

  Following(Feed feed, FeedAccess access, Call call) {
    this.feed = feed;
    this.access = access;
    this.visit = call.visit();
    this.request = call.request();
    this.cursor = call.cursor();
    this.context = call.context();
    this.exchange = call.exchange();
  }

  /**
   * What was asked, and who is to be answered.
   *
   * @param cursor where it begins
   * @param context the request's own
   */
  record Call(
      FeedAccess.Visit visit,
      FeedRequest request,
      Cursor cursor,
      Context context,
      Exchange exchange) {}

  /** The caller may follow; called on the context. */
  protected abstract void admitted();

  /** A page is about to be read, from memory at once or from Kafka in its turn. */
  protected void reading() {
    // a stream may take its time
  }

  /** A page is there, and the cursor is behind it. */
  protected abstract void arrived(Page page);

  /** Nothing has come for as long as was to be waited. */
  protected abstract void overdue();

  /** It cannot go on. */
  protected abstract void refuse(OperationRejected refusal);

  /** The gateway stops. */
  protected abstract void stopping();

  /**
   * Takes a place and has it decided whether the caller may follow.
   *
   * @throws OperationRejected when there is no place
   */
  final void join() {
    feed.followers().join(this);
    access.decide(
        visit,
        refusal ->
            on(
                () -> {
                  if (refusal == null) {
                    reader =
                        feed.reader(
                            visit.organizationId(),
                            visit.credential().account(),
                            request.contexts());
                    admitted();
                  } else {
                    refuse(refusal);
                  }
                }));
  }

  @Override
  public final String account() {
    return visit.credential().account();
  }

  @Override
  public final boolean isStream() {
    return request.isStream();
  }

  @Override
  public final void end() {
    on(this::stopping);
  }

  protected final Feed feed() {
    return feed;
  }

  protected final FeedRequest request() {
    return request;
  }

  protected final Exchange exchange() {
    return exchange;
  }

  protected final boolean isAdmitted() {
    return reader != null;
  }

  /** Where it is, as text. */
  protected final String cursorText() {
    return feed.cursors().encode(visit.organizationId(), cursor);
  }

  protected final String cursorText(Cursor other) {
    return feed.cursors().encode(visit.organizationId(), other);
  }

  /**
   * Refuses to go on when the key is gone or not allowed any more; the caller's right otherwise.
   */
  protected final void judge() {
    access.judge(visit);
  }

  /** Decides anew; the refusal, or null, comes on the context. */
  protected final void decideAnew(Consumer<OperationRejected> verdict) {
    access.decide(visit, refusal -> on(() -> verdict.accept(refusal)));
  }

  /** Reads the next page. */
  protected final void read() {
    reading();
    reader
        .page(cursor, request.limit())
        .whenComplete(
            (page, failure) ->
                on(
                    () -> {
                      if (failure != null) {
                        failed(failure instanceof CompletionException e ? e.getCause() : failure);
                      } else {
                        cancelTimer();
                        cursor = page.next();
                        arrived(page);
                      }
                    }));
  }

  /** Waits for more; {@link #read} follows when something has come, {@link #overdue} otherwise. */
  protected final void await(long millis) {
    wait = reader.await(cursor, () -> on(this::woken));
    timer(
        millis,
        () -> {
          stopWaiting();
          overdue();
        });
  }

  private void woken() {
    if (wait != null) {
      cancelTimer();
      stopWaiting();
      read();
    }
  }

  protected final void stopWaiting() {
    if (wait != null) {
      cursor = wait.close();
      wait = null;
    }
  }

  /** Sets the one timer. */
  protected final void timer(long millis, Runnable task) {
    cancelTimer();
    timer =
        context
            .owner()
            .setTimer(
                Math.max(1, millis),
                id ->
                    on(
                        () -> {
                          if (timer == id) {
                            timer = -1;
                            task.run();
                          }
                        }));
  }

  protected final void cancelTimer() {
    if (timer != -1) {
      context.owner().cancelTimer(timer);
      timer = -1;
    }
  }

  protected final Context context() {
    return context;
  }

  /** Runs something on the context, unless it is over by then. */
  protected final void on(Runnable task) {
    context.runOnContext(
        ignored -> {
          if (closed) {
            return;
          }
          try {
            task.run();
          } catch (RuntimeException e) {
            failed(e);
          }
        });
  }

  private void failed(Throwable failure) {
    if (failure instanceof OperationRejected refusal) {
      refuse(refusal);
      return;
    }
    LOG.errorf(
        failure,
        "Feed failed: organizationId=%s requestId=%s",
        visit.organizationId(),
        visit.requestId());
    refuse(new OperationRejected(ErrorCode.INTERNAL_FAILURE, "The request could not be handled."));
  }

  /** It is over, whoever ended it; called on the context. */
  void close() {
    if (closed) {
      return;
    }
    closed = true;
    cancelTimer();
    stopWaiting();
    if (reader != null) {
      reader.close();
    }
    feed.followers().leave(this);
  }
}
