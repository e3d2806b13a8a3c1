package org.postroom.directory.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Plays sequences on the reference and on the real thing and compares every answer, and the state
 * after each of them.
 */
public final class SequenceCheck {
  private final Supplier<ReferenceDirectory> references;
  private final Supplier<? extends RealDirectory> reals;
  private final int stateEvery;

  /**
   * @param stateEvery after how many steps the whole state is compared; it always is at the end
   */
  public SequenceCheck(
      Supplier<ReferenceDirectory> references,
      Supplier<? extends RealDirectory> reals,
      int stateEvery) {
    this.references = references;
    this.reals = reals;
    this.stateEvery = stateEvery;
  }

  /** Fails with the first difference. */
  public void play(List<Step> steps) {
    ReferenceDirectory reference = references.get();
    RealDirectory real = reals.get();
    for (int i = 0; i < steps.size(); i++) {
      compare(steps.get(i), reference, real);
      if ((i + 1) % stateEvery == 0 || i == steps.size() - 1) {
        reference.questions(0).forEach(question -> compare(question, reference, real));
      }
    }
  }

  /**
   * Plays a sequence; one that fails is first made as short as it can be by leaving out steps, then
   * fails with what is left.
   */
  public void playOrShrink(String seed, List<Step> steps) {
    if (!fails(steps)) {
      return;
    }
    List<Step> shortest = shrunk(steps, this::fails);
    try {
      play(shortest);
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError(
          "seed " + seed + ", after\n" + String.join("\n", lines(shortest)) + "\n" + e, e);
    }
  }

  private boolean fails(List<Step> steps) {
    try {
      play(steps);
      return false;
    } catch (AssertionError | RuntimeException e) {
      return true;
    }
  }

  static List<Step> shrunk(List<Step> steps, Predicate<List<Step>> fails) {
    List<Step> shortest = steps;
    for (int chunk = Math.max(1, steps.size() / 2); chunk > 0; chunk /= 2) {
      for (int end = shortest.size(); end > 0; end -= chunk) {
        List<Step> shorter = new ArrayList<>(shortest);
        shorter
            .subList(
                Math.max(0, Math.min(end, shorter.size()) - chunk), Math.min(end, shorter.size()))
            .clear();
        if (fails.test(shorter)) {
          shortest = shorter;
        }
      }
    }
    return shortest;
  }

  private static void compare(Step step, ReferenceDirectory reference, RealDirectory real) {
    String expected = reference.answer(step);
    String actual = real.answer(step);
    if (!expected.equals(actual)) {
      throw new AssertionError(
          step + "\n  by the documentation: " + expected + "\n  by the service: " + actual);
    }
  }

  private static List<String> lines(List<Step> steps) {
    return steps.stream().map(step -> "  " + step).toList();
  }
}
