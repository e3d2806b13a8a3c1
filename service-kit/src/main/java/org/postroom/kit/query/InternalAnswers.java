package org.postroom.kit.query;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.MessageHeader;

/** How an internal endpoint answers: JSON bytes, or an error's code and message. */
public final class InternalAnswers {
  private static final Logger LOG = Logger.getLogger(InternalAnswers.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

  private InternalAnswers() {}

  /** Hands over the request's whole body; nothing happens when it breaks off. */
  public static void body(RoutingContext http, Consumer<Buffer> reader) {
    http.request()
        .body()
        .onSuccess(reader::accept)
        .onFailure(failure -> LOG.debugf(failure, "The body of an internal call broke off"));
    // Quarkus pauses a request until somebody reads it.
    http.request().resume();
  }

  /** 200 with a body that is JSON already. */
  public static void json(RoutingContext http, byte[] body) {
    http.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(body));
  }

  /** The error's own status, its key in a header, its message as the body. */
  public static void error(RoutingContext http, ErrorCode code, String message) {
    if (http.response().ended() || http.response().closed()) {
      return;
    }
    http.response()
        .setStatusCode(code.httpStatus())
        .putHeader(MessageHeader.ERROR, code.key())
        .putHeader(HttpHeaders.CONTENT_TYPE, TEXT)
        .end(message);
  }
}
