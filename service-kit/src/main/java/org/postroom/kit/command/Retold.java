package org.postroom.kit.command;

/**
 * An event of an {@link Outcome} that repeats what earlier events have told; it is published with
 * the mark that says so.
 *
 * @param event the event itself
 */
public record Retold(Record event) {
  static boolean is(Record event) {
    return event instanceof Retold;
  }

  /** The event itself, wrapped or not. */
  static Record event(Record event) {
    return event instanceof Retold retold ? retold.event() : event;
  }
}
