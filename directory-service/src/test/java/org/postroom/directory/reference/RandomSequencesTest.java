package org.postroom.directory.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thousands of random sequences: the handlers do what the documentation says. */
class RandomSequencesTest {
  private static final String VERIFIED = "example.com";
  private static final String PENDING = "pending.example";
  private static final int SEQUENCES = 2000;
  private static final int LENGTH = 40;

  private final SequenceCheck check =
      new SequenceCheck(
          () -> new ReferenceDirectory(VERIFIED, PENDING),
          () -> new HandlersInMemory(VERIFIED, PENDING),
          20);

  @Test
  void theHandlersAgreeWithTheReference() {
    for (long seed = 1; seed <= SEQUENCES; seed++) {
      List<Step> steps = new RandomSteps(new Random(seed), VERIFIED, PENDING).next(LENGTH);
      check.playOrShrink(Long.toString(seed), steps);
    }
  }

  @Test
  void aSequenceThatFailsIsMadeShort() {
    List<Step> steps =
        IntStream.rangeClosed(1, 50).mapToObj(i -> new Step(i, "Op", Map.of())).toList();

    List<Step> shortest =
        SequenceCheck.shrunk(
            steps, left -> left.contains(steps.get(16)) && left.contains(steps.get(40)));

    assertThat(shortest).containsExactly(steps.get(16), steps.get(40));
  }
}
