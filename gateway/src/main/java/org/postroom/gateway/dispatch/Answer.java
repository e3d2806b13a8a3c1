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
 * @param isAudited whether a service has written the audit record of this very attempt
 * @param auditedAttempt the request id of the earlier attempt whose answer this repeats, and whose
 *     record a service has written; null for none
 * @param outcomeUnknown whether a command was sent of which nobody knows what became
 */
public record Answer(
    int status,
    ErrorCode error,
    String message,
    Buffer body,
    boolean isAudited,
    String auditedAttempt,
    boolean outcomeUnknown) {

  private Answer(int status, ErrorCode error, String message, Buffer body) {
    this(status, error, message, body, false, null, false);
  }

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

  /** The same, to a command that was sent and of which nobody knows what became. */
  Answer ofUnknownOutcome() {
    return new Answer(status, error, message, body, false, null, true);
  }

  /**
   * The same, with what the service says of its audit record.
   *
   * @param isOfThisAttempt whether it has written that of this very attempt
   * @param attempt the attempt of which it has written one; null for none
   */
  Answer audited(boolean isOfThisAttempt, String attempt) {
    return new Answer(
        status, error, message, body, isOfThisAttempt, isOfThisAttempt ? null : attempt, false);
  }
}
