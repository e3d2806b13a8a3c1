package org.postroom.kit.retelling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.EventRetention;

class RetentionCheckTest {
  private static final EventRetention DAY = new EventRetention(Duration.ofDays(1));
  private static final long DAY_MILLIS = 86_400_000;

  @Test
  void aTopicThatKeepsRecordsAsLongAsItIsSaidIsRight() {
    assertThat(RetentionCheck.difference(DAY, DAY_MILLIS)).isEmpty();
    assertThat(RetentionCheck.difference(EventRetention.UNLIMITED, -1)).isEmpty();
  }

  @Test
  void anyOtherIsNot() {
    assertThat(RetentionCheck.difference(DAY, DAY_MILLIS - 1)).contains("shorter");
    assertThat(RetentionCheck.difference(DAY, DAY_MILLIS + 1)).contains("longer");
    assertThat(RetentionCheck.difference(DAY, -1)).contains("longer");
    assertThat(RetentionCheck.difference(EventRetention.UNLIMITED, DAY_MILLIS)).contains("shorter");
  }
}
