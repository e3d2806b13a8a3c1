package org.postroom.gateway.dispatch;

import io.vertx.core.buffer.Buffer;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * What a caller is answered.
 *
 * @param status the HTTP status
 * @param error null for success
 * @param message the error's message; null for success, or when the error has none
 * @param body the response as JSON; null for an error
 */
public record Answer(int status, ErrorCode error, String message, Buffer body) {

  /** A successful answer, passed on as the service wrote it. */
  public static Answer ok(Buffer body) {
    return new Answer(200, null, null, body);
  }

  /** An error with its usual status. */
  public static Answer error(ErrorCode error, String message) {
    return new Answer(error.httpStatus(), error, message, null);
  }

  /** An error with a status of its own. */
  public static Answer error(int status, ErrorCode error, String message) {
    return new Answer(status, error, message, null);
  }

  /** The answer to a refused request. */
  public static Answer of(OperationRejected rejected) {
    return error(rejected.code(), rejected.getMessage());
  }
}
