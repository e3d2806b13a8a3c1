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
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.ErrorCode.Origin;
import org.postroom.contract.json.Json;
import org.postroom.gateway.audit.AuditTrail;
import org.postroom.gateway.audit.AuditedCall;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.HeldBytes.Share;
import org.postroom.gateway.observe.RequestMetrics;
import org.postroom.gateway.observe.TraceParent;

/** One request and the answer to it, which is written once, on the request's own context. */
public final class Exchange {
  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/x-amz-json-1.1");
  private static final CharSequence REQUEST_ID = HttpHeaders.createOptimized("x-amzn-RequestId");
  private static final Answer UNRECORDED =
      Answer.error(
          ErrorCode.SERVICE_UNAVAILABLE,
          "The request cannot be recorded at the moment; please try again.");
  private static final CharSequence DATE = HttpHeaders.createOptimized("Date");

  private final HttpServerRequest request;
  private final Context context;
  private final HttpDate date;
  private final RequestMetrics metrics;
  private final AuditTrail audit;
  private final String requestId = UUID.randomUUID().toString();
  private final long start = System.nanoTime();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile Share share;
  private volatile AuditedCall call;
  private volatile String operation = RequestMetrics.NO_OPERATION;

  Exchange(
      HttpServerRequest request,
      Context context,
      HttpDate date,
      RequestMetrics metrics,
      AuditTrail audit) {
    this.request = request;
    this.context = context;
    this.date = date;
    this.metrics = metrics;
    this.audit = audit;
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

  /** What is to be on record before the answer goes out; null for nothing. */
  public AuditedCall call() {
    return call;
  }

  void call(AuditedCall what) {
    call = what;
  }

  /**
   * Has the call put on record as one that was admitted, before it is answered bit by bit.
   *
   * @param then runs when it is, on any thread; what is answered after that leaves no record
   * @param otherwise runs when it was answered instead, as nobody would know of it
   */
  public void onRecord(Runnable then, Runnable otherwise) {
    AuditedCall admitted = call;
    call = null;
    audit
        .before(admitted, Answer.ok(null))
        .whenComplete(
            (written, failure) -> {
              if (failure == null) {
                then.run();
              } else {
                answer(UNRECORDED);
                otherwise.run();
              }
            });
  }

  /** Answers; only the first answer counts. Any thread may call. */
  public void answer(Answer answer) {
    answer(answer, false);
  }

  /** Answers and closes the connection, for a client that does not stop sending. */
  public void answerAndClose(Answer answer) {
    answer(answer, true);
  }

  private void answer(Answer answer, boolean close) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    if (call == null || answer.isAudited()) {
      writeOnContext(answer, close);
      return;
    }
    audit
        .before(call, answer)
        .whenComplete(
            (written, failure) -> writeOnContext(failure == null ? answer : UNRECORDED, close));
  }

  private void writeOnContext(Answer answer, boolean close) {
    if (Vertx.currentContext() == context) {
      write(answer, close);
    } else {
      context.runOnContext(ignored -> write(answer, close));
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
    if (answer.error() != null) {
      TraceParent.refused(answer.error());
    }
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
