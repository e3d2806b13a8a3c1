package org.postroom.gateway.feed;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.http.HttpServerResponse;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.gateway.config.FeedConfig;
import org.postroom.gateway.dispatch.Answer;

/**
 * Server-sent events: goes on until the caller has enough, may not follow any longer, is too slow,
 * or the gateway stops. Every block says from where to resume.
 */
final class StreamAnswer extends Following {
  private static final int QUEUE_BYTES = 256 * 1024;
  private static final int RETRY_MILLIS = 2_000;

  private final FeedConfig config;
  private HttpServerResponse response;
  private long reviews = -1;
  private boolean undecided;

  StreamAnswer(Feed feed, FeedAccess access, Call call, FeedConfig config) {
    super(feed, access, call);
    this.config = config;
  }

  @Override
  protected void admitted() {
    exchange().onRecord(() -> on(this::begin), () -> on(this::close));
  }

  private void begin() {
    response = exchange().begin("text/event-stream");
    if (response == null) {
      close();
      return;
    }
    response.setWriteQueueMaxSize(QUEUE_BYTES);
    write("retry: " + RETRY_MILLIS + "\n\n");
    reviews =
        context()
            .owner()
            .setPeriodic(config.review().toMillis(), id -> on(() -> decideAnew(this::reviewed)));
    read();
  }

  /** What cannot be decided once is decided the next time at the latest. */
  private void reviewed(OperationRejected refusal) {
    boolean isTransient =
        refusal != null
            && (refusal.code() == ErrorCode.SERVICE_UNAVAILABLE
                || refusal.code() == ErrorCode.THROTTLING);
    if (refusal != null && (!isTransient || undecided)) {
      refuse(refusal);
    }
    undecided = isTransient;
  }

  @Override
  protected void arrived(Page page) {
    if (page.hasNews()) {
      judge();
      StringBuilder blocks = new StringBuilder();
      for (Page.Item item : page.items()) {
        blocks.append(
            FeedFormat.block(cursorText(item.next()), null, FeedFormat.line(item.event())));
      }
      for (Gap gap : page.gaps()) {
        blocks.append(FeedFormat.block(cursorText(), "gap", FeedFormat.json(gap)));
      }
      feed().delivered(page);
      write(blocks.toString());
    }
    whenTaken(page.isAtEnd() ? () -> await(config.heartbeat().toMillis()) : this::read);
  }

  @Override
  protected void overdue() {
    judge();
    write(FeedFormat.heartbeat(cursorText()));
    whenTaken(() -> await(config.heartbeat().toMillis()));
  }

  private void write(String blocks) {
    response.write(blocks);
  }

  /** Goes on when the caller has taken what was written; one who does not is let go. */
  private void whenTaken(Runnable next) {
    if (!response.writeQueueFull()) {
      next.run();
      return;
    }
    timer(
        config.slowest().toMillis(),
        () -> {
          feed().dropped();
          response.drainHandler(null);
          response.reset();
          close();
        });
    response.drainHandler(
        ignored ->
            on(
                () -> {
                  response.drainHandler(null);
                  cancelTimer();
                  next.run();
                }));
  }

  @Override
  protected void stopping() {
    refuse(
        new OperationRejected(
            ErrorCode.SERVICE_UNAVAILABLE, "This gateway stops; please resume at another."));
  }

  @Override
  protected void refuse(OperationRejected refusal) {
    if (response == null) {
      exchange().answer(Answer.of(refusal));
    } else {
      response.end(FeedFormat.block(null, "end", FeedFormat.json(End.of(refusal))));
    }
    close();
  }

  /** Why a stream ends, in the form that a refused call is answered in. */
  private record End(@JsonProperty("__type") String type, @JsonProperty("Message") String message) {
    static End of(OperationRejected refusal) {
      return new End(refusal.code().wireName(), refusal.getMessage());
    }
  }

  @Override
  void close() {
    if (reviews != -1) {
      context().owner().cancelTimer(reviews);
      reviews = -1;
    }
    super.close();
  }
}
