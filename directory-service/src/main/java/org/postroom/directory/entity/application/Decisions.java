package org.postroom.directory.entity.application;

import org.postroom.directory.entity.model.Decision;
import org.postroom.kit.command.Outcome;

/** Turns what aggregates decided into outcomes. */
public final class Decisions {
  private Decisions() {}

  /** The outcome, and everything the decision says has happened. */
  public static <R> Outcome<R> told(Outcome<R> outcome, Decision<?> decision) {
    Outcome<R> telling = outcome;
    for (Record event : decision.events()) {
      telling = telling.emitting(event);
    }
    return telling;
  }
}
