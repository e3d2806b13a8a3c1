package org.postroom.kit.mailserver;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.kit.database.Infrastructure;
import org.postroom.kit.query.InternalAnswers;

/** How the endpoints for mail servers read and answer. */
public final class MailServerCalls {
  private static final Logger LOG = Logger.getLogger(MailServerCalls.class);
  private static final int TOO_LARGE = 413;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final String ONE_SECOND = "1";

  private MailServerCalls() {}

  /** Hands over the body as its type; anything else is answered 400, or 413 when too long. */
  public static <T> void read(
      RoutingContext http, int maxBytes, Class<T> type, Consumer<T> reader) {
    String length = http.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || length.length() > 9 || Long.parseLong(length) > maxBytes) {
      http.response().setStatusCode(TOO_LARGE).end("The body is too long, or of unknown length.");
      return;
    }
    InternalAnswers.body(
        http,
        body -> {
          T content = null;
          try {
            content = Json.mapper().readValue(body.getBytes(), type);
          } catch (IOException e) {
            LOG.debug("A mail server sent what is not JSON of its type");
          }
          if (content == null) {
            InternalAnswers.error(
                http, ErrorCode.SERIALIZATION, "The body is not JSON of its type.");
          } else {
            reader.accept(content);
          }
        });
  }

  /** 429; the caller may try again after so many seconds. */
  public static void tooMany(RoutingContext http, long retryAfterSeconds) {
    http.response()
        .setStatusCode(TOO_MANY_REQUESTS)
        .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfterSeconds))
        .end("Too many attempts.");
  }

  /** 503; the caller may try again. */
  public static void unavailable(RoutingContext http) {
    http.response().putHeader(HttpHeaders.RETRY_AFTER, ONE_SECOND);
    InternalAnswers.error(
        http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
  }

  /** 503 when the surroundings are to blame, else 500. */
  public static void failed(RoutingContext http, String call, Throwable failure) {
    if (Infrastructure.isToBlame(failure)) {
      LOG.warnf("A mail server's call could not be served: call=%s cause=%s", call, failure);
      unavailable(http);
    } else {
      LOG.errorf(failure, "A mail server's call failed: call=%s", call);
      InternalAnswers.error(http, ErrorCode.INTERNAL_FAILURE, "The call could not be served.");
    }
  }
}
