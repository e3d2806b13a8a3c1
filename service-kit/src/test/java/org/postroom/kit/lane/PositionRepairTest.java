package org.postroom.kit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.postroom.kit.audit.AuditState;
import org.postroom.kit.lane.TopicFacts.Facts;

class PositionRepairTest {
  private static PositionRepair repair(String topicId, long position, Facts facts) {
    return PositionRepair.of(new LaneState(topicId, position, 1, 0, false, AuditState.NONE), facts);
  }

  @Test
  void aPositionWithinTheTopicIsRight() {
    assertThat(repair("a", 5, new Facts("a", 5, 5))).isEqualTo(new PositionRepair(5, null));
  }

  @Test
  void aNewLaneBeginsWhereItsTopicBegins() {
    assertThat(repair(null, 0, new Facts("a", 7, 9))).isEqualTo(new PositionRepair(7, null));
  }

  @Test
  void anythingElseIsSetRightWithAnAlarm() {
    assertThat(repair("b", 5, new Facts("a", 0, 9)))
        .isEqualTo(new PositionRepair(0, "another topic has this name now"));
    assertThat(repair("a", 10, new Facts("a", 0, 9)).position()).isEqualTo(9);
    assertThat(repair("a", 10, new Facts("a", 0, 9)).alarm()).isNotNull();
    assertThat(repair("a", 2, new Facts("a", 3, 9)).position()).isEqualTo(3);
    assertThat(repair("a", 2, new Facts("a", 3, 9)).alarm()).isNotNull();
  }
}
