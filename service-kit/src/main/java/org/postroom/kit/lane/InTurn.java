package org.postroom.kit.lane;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Steps that run one after the other. However many of them are done as soon as they are begun, the
 * stack does not grow with their number, as it does with a chain of them.
 */
public final class InTurn {
  private final List<Supplier<Uni<Void>>> steps = new ArrayList<>();

  /** Adds a step, which begins when those before it are done. */
  public void then(Supplier<Uni<Void>> step) {
    steps.add(step);
  }

  /** Runs the steps; fails with the first that does, and begins none after it. */
  public Uni<Void> run() {
    return Multi.createFrom()
        .iterable(steps)
        .onItem()
        .transformToUniAndConcatenate(Supplier::get)
        .onItem()
        .ignoreAsUni();
  }
}
