package org.postroom.gateway.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FairQueueTest {
  @Test
  void accountsAreServedInTurn() throws InterruptedException {
    FairQueue<String> queue = new FairQueue<>();
    for (String task : List.of("a1", "a2", "a3", "b1", "c1", "c2")) {
      queue.add(task.substring(0, 1), task);
    }
    List<String> served = new ArrayList<>();
    for (String task = queue.next(1); task != null; task = queue.next(1)) {
      served.add(task);
    }
    assertThat(served).containsExactly("a1", "b1", "c1", "a2", "c2", "a3");
  }
}
