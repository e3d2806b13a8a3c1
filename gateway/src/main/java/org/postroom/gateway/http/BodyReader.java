package org.postroom.gateway.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.limit.HeldBytes;
import org.postroom.gateway.limit.HeldBytes.Share;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;

/**
 * Reads the bytes of request bodies, up to a limit for each, for those of a source and for all
 * together, and for so long. A body beyond it is read on and thrown away, so that the client can
 * read the answer, but not without end.
 */
@Singleton
public class BodyReader {
  /** The most that a body may have. */
  static final int LIMIT = 1024 * 1024;

  /** How much of a body is read before the connection is given up. */
  static final long PATIENCE = 64L * LIMIT;

  private final HeldBytes held;
  private final Refusals refusals;
  private final long patienceNanos;
  private final LongSupplier nanos;
  private final Set<Reading> underWay = ConcurrentHashMap.newKeySet();

  @Inject
  BodyReader(GatewayConfig config, HeldBytes held, Refusals refusals) {
    this.held = held;
    this.refusals = refusals;
    this.patienceNanos = config.gateway().connections().bodyTimeout().toNanos();
    this.nanos = System::nanoTime;
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
     * @param share what they hold until the request is answered
     * @param endless whether the client is still sending, so that the connection is to be closed
     */
    void done(Outcome outcome, byte[] body, Share share, boolean endless);
  }

  /** Reads a body; the reader is called once, unless the client goes away before. */
  void read(HttpServerRequest request, String source, Reader reader) {
    long announced = announced(request);
    if (request.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
      if (announced > LIMIT) {
        reader.done(Outcome.TOO_LARGE, null, held.none(), true);
        return;
      }
      request.response().writeContinue();
    }
    new Reading(request, held.share(source), reader, announced > LIMIT).start();
  }

  /** Gives bodies up that take too long; called periodically. */
  public void sweep() {
    long now = nanos.getAsLong();
    for (Reading reading : underWay) {
      if (now - reading.since > patienceNanos && reading.giveUp()) {
        refusals.count(Limit.BODY_TIME);
      }
    }
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
    private final Share share;
    private final Reader reader;
    private final Context context = Vertx.currentContext();
    private final long since = nanos.getAsLong();
    private Outcome outcome;
    private Buffer body;
    private long seen;
    private boolean done;

    Reading(HttpServerRequest request, Share share, Reader reader, boolean tooLarge) {
      this.request = request;
      this.share = share;
      this.reader = reader;
      this.outcome = tooLarge ? Outcome.TOO_LARGE : Outcome.READ;
      if (!share.isAdmitted()) {
        this.outcome = Outcome.NO_ROOM;
      }
    }

    void start() {
      underWay.add(this);
      request.exceptionHandler(failure -> goneAway());
      request.handler(this::take);
      request.endHandler(end -> finish(false));
      request.resume();
    }

    private void take(Buffer chunk) {
      seen += chunk.length();
      if (outcome == Outcome.READ && seen > LIMIT) {
        outcome = Outcome.TOO_LARGE;
      }
      if (outcome == Outcome.READ && !share.add(chunk.length())) {
        outcome = Outcome.NO_ROOM;
      }
      if (outcome == Outcome.READ) {
        body = body == null ? chunk : body.appendBuffer(chunk);
      } else {
        body = null;
        share.giveBack();
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
      underWay.remove(this);
      byte[] bytes = outcome != Outcome.READ ? null : body == null ? new byte[0] : body.getBytes();
      body = null;
      if (outcome == Outcome.NO_ROOM) {
        refusals.count(Limit.BODY_BYTES);
      }
      reader.done(outcome, bytes, share, endless);
    }

    /** The client is gone: nobody waits for an answer. */
    private void goneAway() {
      if (!done) {
        done = true;
        underWay.remove(this);
        body = null;
        share.giveBack();
      }
    }

    /** Ends the request, and over HTTP/1.1 with it the connection. */
    boolean giveUp() {
      if (!underWay.remove(this)) {
        return false;
      }
      context.runOnContext(
          ignored -> {
            if (!done) {
              goneAway();
              request.response().reset();
            }
          });
      return true;
    }
  }
}
