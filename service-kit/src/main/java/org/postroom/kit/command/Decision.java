package org.postroom.kit.command;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.inbox.StoredReply;

/**
 * What became of a command in its batch.
 *
 * @param result for measurements and for what is stored
 * @param reply what the caller is told; null for nothing
 */
record Decision(Result result, StoredReply reply) {

  /** Kinds of decisions. */
  enum Result {
    /** Its changes are written. */
    ACCEPTED(true, true),
    /** A modelled refusal. */
    REFUSED(true, true),
    /** It was decided before, or repeats another command's token. */
    REPEATED(false, true),
    /** A repeat under a client token: a success, without effects of its own. */
    SAME_TOKEN(true, true),
    /** Its deadline had passed. */
    EXPIRED(false, true),
    /** It may be tried again, and nothing is stored. */
    UNAVAILABLE(false, false),
    /** Dead letter. */
    POISON(false, true);

    private final boolean remembered;
    private final boolean settled;

    Result(boolean remembered, boolean settled) {
      this.remembered = remembered;
      this.settled = settled;
    }

    /** Whether it gets an inbox row. */
    boolean isRemembered() {
      return remembered;
    }

    /** Whether an internal command is done with it. */
    boolean isSettled() {
      return settled;
    }
  }

  /**
   * @param auditedRequestId the attempt whose effect has an audit record; null for none
   */
  static Decision accepted(byte[] response, String auditedRequestId) {
    return new Decision(Result.ACCEPTED, new StoredReply(null, response, auditedRequestId));
  }

  static Decision refused(OperationRejected refusal) {
    return new Decision(
        refusal.code().isDecision() ? Result.REFUSED : Result.UNAVAILABLE,
        reply(refusal.code(), refusal.getMessage()));
  }

  static Decision repeated(StoredReply reply) {
    return new Decision(Result.REPEATED, reply);
  }

  static Decision sameToken(byte[] response) {
    return new Decision(Result.SAME_TOKEN, new StoredReply(null, response, null));
  }

  static Decision expired() {
    return new Decision(Result.EXPIRED, null);
  }

  static Decision poison() {
    return new Decision(
        Result.POISON, reply(ErrorCode.INTERNAL_FAILURE, "The request could not be handled."));
  }

  private static StoredReply reply(ErrorCode code, String message) {
    return new StoredReply(code, message.getBytes(java.nio.charset.StandardCharsets.UTF_8), null);
  }
}
