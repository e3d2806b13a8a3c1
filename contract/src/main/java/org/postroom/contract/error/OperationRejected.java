package org.postroom.contract.error;

import java.util.Objects;

/**
 * An operation was refused with an error that its caller sees. Thrown by value types, aggregates
 * and repositories, turned into an answer in one place. It carries no stack trace: it is a
 * decision, not a fault. The message reaches the caller and must hold no secret and no sensitive
 * member.
 */
public final class OperationRejected extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  public OperationRejected(ErrorCode code, String message) {
    super(Objects.requireNonNull(message), null, false, false);
    this.code = Objects.requireNonNull(code);
  }

  /** What the caller is told. */
  public ErrorCode code() {
    return code;
  }
}
