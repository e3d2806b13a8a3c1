package org.postroom.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InTurnTest {
  private final InTurn steps = new InTurn();
  private final List<Integer> done = new ArrayList<>();

  @Test
  void manyThatAreDoneAtOnceDoNotFillTheStack() {
    IntStream.range(0, 100_000).forEach(this::add);
    steps.run().await().indefinitely();
    assertThat(done).hasSize(100_000).isSorted();
  }

  @Test
  void nothingFollowsAFailure() {
    add(1);
    steps.then(() -> Uni.createFrom().failure(new IllegalStateException("the second")));
    add(3);
    assertThatThrownBy(() -> steps.run().await().indefinitely()).hasMessage("the second");
    assertThat(done).containsExactly(1);
  }

  @Test
  void noneIsNothing() {
    steps.run().await().indefinitely();
    assertThat(done).isEmpty();
  }

  private void add(int number) {
    steps.then(
        () -> {
          done.add(number);
          return Uni.createFrom().voidItem();
        });
  }
}
