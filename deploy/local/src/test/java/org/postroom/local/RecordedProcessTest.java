package org.postroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecordedProcessTest {
  @Test
  void findsTheProcessThatWasWrittenDown() {
    RecordedProcess self = RecordedProcess.of(ProcessHandle.current());
    assertThat(self.find()).contains(ProcessHandle.current());
  }

  @Test
  void neverTouchesAnotherProcessWithTheSameNumber() throws Exception {
    Process unrelated = new ProcessBuilder("sleep", "60").start();
    try {
      RecordedProcess recorded = RecordedProcess.of(unrelated.toHandle());
      RecordedProcess earlier =
          new RecordedProcess(recorded.pid(), recorded.started() - Duration.ofHours(1).toMillis());
      assertThat(earlier.isAlive()).isFalse();
      earlier.end(Duration.ofSeconds(1));
      assertThat(unrelated.isAlive()).isTrue();

      recorded.end(Duration.ofSeconds(30));
      assertThat(unrelated.waitFor()).isNotZero();
      assertThat(recorded.isAlive()).isFalse();
    } finally {
      unrelated.destroyForcibly();
    }
  }
}
