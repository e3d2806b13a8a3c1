package org.postroom.directory.entity.application;

import java.util.function.Function;
import org.postroom.directory.entity.model.Decision;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.Outcome;

/** Turns what aggregates decided into outcomes. */
public final class Decisions {
  private Decisions() {}

  /**
   * The answer, and when the decision changes something, that change and everything it says has
   * happened.
   */
  public static <R, T> Outcome<R> outcome(
      R response, Decision<T> decision, Function<? super T, Change> change) {
    Outcome<R> outcome = Outcome.of(response);
    return decision.changesNothing()
        ? outcome
        : told(outcome.changing(change.apply(decision.after())), decision);
  }

  /** The outcome, and everything the decision says has happened. */
  public static <R> Outcome<R> told(Outcome<R> outcome, Decision<?> decision) {
    Outcome<R> telling = outcome;
    for (Record event : decision.events()) {
      telling = telling.emitting(event);
    }
    return telling;
  }
}
