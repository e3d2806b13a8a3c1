package org.postroom.maildomain.availability.probe;

/** A provider does not work; the message is what the caller is told and holds no secret. */
final class ProbeFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProbeFailed(String reason) {
    super(reason, null, false, false);
  }
}
