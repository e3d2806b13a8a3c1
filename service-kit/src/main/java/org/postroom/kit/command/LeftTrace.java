package org.postroom.kit.command;

import org.postroom.contract.error.OperationRejected;

/**
 * A handler wrote and then did not accept. Its transaction is rolled back, so that the refused
 * command leaves no trace whatever its handler did.
 */
final class LeftTrace extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient OperationRejected refusal;
  private final transient Behind behind;

  LeftTrace(OperationRejected refusal, Behind behind) {
    super("a handler wrote and then did not accept", null, false, false);
    this.refusal = refusal;
    this.behind = behind;
  }

  /** Null when it wanted to wait for a view. */
  OperationRejected refusal() {
    return refusal;
  }

  /** Null when it refused. */
  Behind behind() {
    return behind;
  }
}
