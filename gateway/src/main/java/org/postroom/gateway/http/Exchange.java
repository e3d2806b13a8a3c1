package org.postroom.gateway.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postroom.contract.error.ErrorCode.Origin;
import org.postroom.contract.json.Json;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.HeldBytes.Share;
import org.postroom.gateway.observe.RequestMetrics;

/** One request and the answer to it, which is written once, on the request's own context. */
public final class Exchange {
  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/x-amz-json-1.1");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");

  private final HttpServerRequest request;
  private final Context context;
  private final HttpDate date;
  private final RequestMetrics metrics;
  private final String requestId = UUID.randomUUID().toString();
  private final long start = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile Share share;
  private volatile String operation = RequestMetrics.NO_OPERATION;

  Exchange(HttpServerRequest request, Context context, HttpDate date, RequestMetrics metrics) {
    this.request = request;
    this.context = context;
    this.date = date;
    this.metrics = metrics;
  }

  /** The id of this request. */
  public String requestId() {
    return requestId;
  }

  String operation() {
    return operation;
  }

  /** Says which operation it is, in an operation's wire name. */
  public void operation(String name) {
    operation = name;
  }

  /** Keeps what the request holds until it is answered. */
  void holds(Share what) {
    share = what;
  }

  /** Answers; only the first answer counts. Any thread may call. */
  public void answer(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      if (Vertx.currentContext() == context) {
        write(answer, false);
      } else {
        context.runOnContext(ignored -> write(answer, false));
      }
    }
  }

  /** Answers and closes the connection, for a client that does not stop sending. */
  public void answerAndClose(Answer answer) {
    if (answered.compareAndSet(false, true)) {
      write(answer, true);
    }
  }

  /**
   * Begins an answer that is written bit by bit, on the request's own context; null when it was
   * answered before, or nobody is there to take it.
   */
  public HttpServerResponse begin(String contentType) {
    HttpServerResponse response = request.response();
    if (!answered.compareAndSet(false, true) || response.closed() || response.ended()) {
      return null;
    }
    metrics.record(operation, null, System.nanoTime() - start);
    return response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, contentType)
        .putHeader(REQUEST_ID, requestId)
        .putHeader(DATE, date.now());
  }

  private void write(Answer answer, boolean close) {
    metrics.record(operation, answer.error(), System.nanoTime() - start);
    if (share != null) {
      share.giveBack();
    }
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    response
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
        .putHeader(REQUEST_ID, requestId)
        .putHeader(DATE, date.now());
    if (close && response.streamId() < 0) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    response.end(answer.error() == null ? answer.body() : errorBody(answer));
  }

  private static Buffer errorBody(Answer answer) {
    String type = answer.error().wireName();
    return Buffer.buffer(
        Json.write(
            answer.error().origin() == Origin.MODEL
                ? new ModelledError(type, answer.message())
                : new ProtocolError(type, answer.message())));
  }

  private record ModelledError(
      @JsonProperty("__type") String type, @JsonProperty("Message") String message) {}

  private record ProtocolError(
      @JsonProperty("__type") String type, @JsonProperty("message") String message) {}
}
