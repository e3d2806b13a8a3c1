package org.postroom.gateway.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bytes of request bodies, up to a limit for each and for all together. A body beyond it
 * is read on and thrown away, so that the client can read the answer, but not without end.
 */
final class BodyReader {
  /** The most that a body may have. */
  static final int LIMIT = 1024 * 1024;

  /** How much of a body is read before the connection is given up. */
  static final long PATIENCE = 64L * LIMIT;

  /** What a body may hold without being counted against the bound over all connections. */
  private static final int UNCOUNTED = 64 * 1024;

  private final long bound;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param bound bytes that may be held at once over all connections, small bodies not counted
   */
  BodyReader(long bound) {
    this.bound = bound;
  }

  /** What became of a body. */
  enum Outcome {
    READ,
    TOO_LARGE,
    NO_ROOM
  }

  /** Takes what became of a body. */
  interface Reader {
    /**
     * @param body the bytes; null when there are none to be had
     * @param endless whether the client is still sending, so that the connection is to be closed
     */
    void done(Outcome outcome, byte[] body, boolean endless);
  }

  /** Reads a body; the reader is called once, unless the client goes away before. */
  void read(HttpServerRequest request, Reader reader) {
    long announced = announced(request);
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      if (announced > LIMIT) {
        reader.done(Outcome.TOO_LARGE, null, true);
        return;
      }
      request.response().writeContinue();
    }
    new Reading(request, reader, announced > LIMIT).start();
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private final class Reading {
    private final HttpServerRequest request;
    private final Reader reader;
    private Outcome outcome;
    private Buffer body;
    private long seen;
    private long counted;
    private boolean done;

    Reading(HttpServerRequest request, Reader reader, boolean tooLarge) {
      this.request = request;
      this.reader = reader;
      this.outcome = tooLarge ? Outcome.TOO_LARGE : Outcome.READ;
    }

    void start() {
      request.exceptionHandler(failure -> giveBack());
      request.handler(this::take);
      request.endHandler(end -> finish(false));
      request.resume();
    }

    private void take(Buffer chunk) {
      seen += chunk.length();
      if (outcome == Outcome.READ && seen > LIMIT) {
        outcome = Outcome.TOO_LARGE;
      }
      if (outcome == Outcome.READ && seen - UNCOUNTED > counted) {
        long more = seen - UNCOUNTED - counted;
        counted += more;
        if (held.addAndGet(more) > bound) {
          outcome = Outcome.NO_ROOM;
        }
      }
      if (outcome == Outcome.READ) {
        body = body == null ? chunk : body.appendBuffer(chunk);
      } else {
        body = null;
        giveBack();
        if (seen > PATIENCE) {
          finish(true);
        }
      }
    }

    private void finish(boolean endless) {
      if (done) {
        return;
      }
      done = true;
      byte[] bytes = outcome != Outcome.READ ? null : body == null ? new byte[0] : body.getBytes();
      body = null;
      giveBack();
      reader.done(outcome, bytes, endless);
    }

    private void giveBack() {
      held.addAndGet(-counted);
      counted = 0;
    }
  }
}
