package org.postroom.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.EventEnvelope;

class BacklogTest {
  private static final TopicPartition DIRECTORY = new TopicPartition("directory.events.v1", 3);
  private static final TopicPartition POLICY = new TopicPartition("policy.events.v1", 3);

  private final Backlog backlog = new Backlog(List.of(DIRECTORY, POLICY));

  @Test
  void mergesByTime() {
    backlog.add(DIRECTORY, event("d1", 10));
    backlog.add(DIRECTORY, event("d2", 30));
    backlog.add(POLICY, event("p1", 20));
    assertThat(ids(Set.of(DIRECTORY, POLICY))).containsExactly("d1", "p1", "d2");
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void waitsForATopicThatMayHoldSomethingEarlier() {
    backlog.add(DIRECTORY, event("d1", 10));
    assertThat(ids(Set.of(DIRECTORY))).isEmpty();
    backlog.add(POLICY, event("p1", 5));
    assertThat(ids(Set.of(DIRECTORY))).containsExactly("p1");
    assertThat(ids(Set.of(DIRECTORY, POLICY))).containsExactly("d1");
  }

  @Test
  void keepsATopicsOrderWhenItsClockWentBack() {
    backlog.add(DIRECTORY, event("d1", 30));
    backlog.add(DIRECTORY, event("d2", 10));
    backlog.add(POLICY, event("p1", 20));
    assertThat(ids(Set.of(DIRECTORY, POLICY))).containsExactly("p1", "d1", "d2");
  }

  private List<String> ids(Set<TopicPartition> readToTheEnd) {
    return backlog.inOrder(readToTheEnd).stream().map(EventEnvelope::id).toList();
  }

  private static EventEnvelope event(String id, long second) {
    return new EventEnvelope(
        id,
        "/postroom/directory",
        "type",
        Instant.ofEpochSecond(second),
        "m-1",
        "123456789012",
        1,
        1,
        "cause",
        new byte[0]);
  }
}
