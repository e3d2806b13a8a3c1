package org.postroom.examples.subscriber;

/** Something was lost on the way: go no further, or what is kept of the organization is wrong. */
final class EventsMissing extends RuntimeException {
  private static final long serialVersionUID = 1;

  EventsMissing(long epoch, long expected, long seen) {
    super("expected event " + epoch + "/" + expected + ", got " + epoch + "/" + seen);
  }
}
