package org.postroom.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportProgressTest {
  private static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

  private final ExportProgress progress = new ExportProgress();

  @Test
  void aJobIsToldWithBarRateAndEstimate() {
    assertThat(progress.lines(List.of(job(25_000_000, 1)), START.plusSeconds(10)))
        .containsExactly(
            "ann@example.com  m-1  job-1",
            "  [######------------------]  25 %  25.0 MB of 100.0 MB  2.5 MB/s  about 30 s left");
    // 5 MB in one second: 0.4 of that and 0.6 of what was before.
    assertThat(progress.lines(List.of(job(30_000_000, 2)), START.plusSeconds(11)).get(1))
        .endsWith(" 30 %  30.0 MB of 100.0 MB  3.5 MB/s  about 20 s left  attempt 2");
  }

  @Test
  void betweenTwoStepsTheRateStays() {
    progress.lines(List.of(job(20_000_000, 1)), START.plusSeconds(10));
    String stillThere = progress.lines(List.of(job(20_000_000, 1)), START.plusSeconds(14)).get(1);
    assertThat(stillThere).endsWith("2.0 MB/s  about 40 s left");
    // 10 MB in the five seconds since the last step.
    assertThat(progress.lines(List.of(job(30_000_000, 1)), START.plusSeconds(15)).get(1))
        .endsWith("2.0 MB/s  about 35 s left");
  }

  @Test
  void whatIsNotKnownIsNotTold() {
    RunningExport waiting = new RunningExport("m-1", "job-1", "u", "a@b", 0, 0, START, 0);
    RunningExport begun = new RunningExport("m-1", "job-2", "u", "a@b", 0, 0, START, 1);
    assertThat(progress.lines(List.of(waiting, begun), START.plusSeconds(1)))
        .containsExactly(
            "a@b  m-1  job-1", "  waits for its turn", "a@b  m-1  job-2", "  looks at the mailbox");
    assertThat(progress.lines(List.of(job(0, 1)), START.plusSeconds(1)).get(1))
        .isEqualTo("  [------------------------]   0 %  0 B of 100.0 MB");
  }

  @Test
  void timesAndSizesAreForPeople() {
    assertThat(ExportProgress.size(999)).isEqualTo("999 B");
    assertThat(ExportProgress.size(1_234_000_000_000L)).isEqualTo("1.2 TB");
    assertThat(ExportProgress.time(Duration.ofSeconds(125))).isEqualTo("2 min 05 s");
    assertThat(ExportProgress.time(Duration.ofMinutes(125))).isEqualTo("2 h 05 min");
  }

  private static RunningExport job(long done, int attempt) {
    return new RunningExport(
        "m-1", "job-1", "u", "ann@example.com", done, 100_000_000, START, attempt);
  }
}
