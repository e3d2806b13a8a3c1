package org.postroom.kit.command;

import org.postroom.contract.error.OperationRejected;

/**
 * What is already known of a command that is run alone, so that its handler is not asked again.
 *
 * @param refusal its refusal; null when it is poison
 * @param failure why it is poison; null when it is refused
 */
record Verdict(OperationRejected refusal, Throwable failure) {
  static Verdict refused(OperationRejected refusal) {
    return new Verdict(refusal, null);
  }

  static Verdict poison(Throwable failure) {
    return new Verdict(null, failure);
  }
}
