package org.postroom.export.job.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.contract.export.MailboxExportJobState.CANCELLED;
import static org.postroom.contract.export.MailboxExportJobState.COMPLETED;
import static org.postroom.contract.export.MailboxExportJobState.FAILED;
import static org.postroom.contract.export.MailboxExportJobState.RUNNING;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.contract.export.event.MailboxExportJobCompleted;
import org.postroom.contract.export.event.MailboxExportJobFailed;
import org.postroom.contract.export.event.MailboxExportJobProgressed;

class ExportJobTest {
  private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant LATER = START.plusSeconds(10);
  private static final Totals TOTALS = new Totals(20, 4_000, 3, 1, "ab");
  private static final Destination DESTINATION =
      new Destination("bucket", "prefix/", "prefix/j.zip", "role", "key");

  private final ExportJob job = ExportJob.start("j", "ann", null, DESTINATION, START);

  @Test
  void beginsRunning() {
    assertThat(job.state()).isEqualTo(RUNNING);
    assertThat(job.estimatedProgress()).isZero();
    assertThat(job.endTime()).isNull();
    assertThat(job.started().s3Path()).isEqualTo("prefix/j.zip");
    assertThat(job.retold()).containsExactly(job.started());
  }

  @Test
  void completes() {
    Transition done = job.completed(TOTALS, LATER).orElseThrow();
    assertThat(done.event())
        .isEqualTo(new MailboxExportJobCompleted("j", 20, 4_000, 3, 1, "ab", LATER));
    assertThat(done.after().state()).isEqualTo(COMPLETED);
    assertThat(done.after().estimatedProgress()).isEqualTo(100);
    assertThat(done.after().endTime()).isEqualTo(LATER);
    assertThat(done.after().retold()).containsExactly(job.started(), done.event());
  }

  @Test
  void failsWithAReasonThatIsCut() {
    Transition failed = job.failed("x".repeat(2_000), LATER).orElseThrow();
    assertThat(failed.event()).isEqualTo(new MailboxExportJobFailed("j", "x".repeat(1_024), LATER));
    assertThat(failed.after().state()).isEqualTo(FAILED);
    assertThat(failed.after().errorInfo()).hasSize(1_024);
    assertThat(failed.after().retold()).containsExactly(job.started(), failed.event());
  }

  @Test
  void isCancelledWhereItIs() {
    ExportJob half = job.progressed(50, 100, LATER).orElseThrow().after();
    Transition cancelled = half.cancelled(LATER).orElseThrow();
    assertThat(cancelled.event()).isEqualTo(new MailboxExportJobCancelled("j", LATER));
    assertThat(cancelled.after().state()).isEqualTo(CANCELLED);
    assertThat(cancelled.after().estimatedProgress()).isEqualTo(50);
    assertThat(cancelled.after().retold())
        .containsExactly(
            job.started(), new MailboxExportJobProgressed("j", 50, 50, 100), cancelled.event());
  }

  @Test
  void endsOnce() {
    for (ExportJob ended :
        List.of(
            job.completed(TOTALS, LATER).orElseThrow().after(),
            job.failed("why", LATER).orElseThrow().after(),
            job.cancelled(LATER).orElseThrow().after())) {
      Instant now = LATER.plusSeconds(5);
      assertThat(ended.completed(TOTALS, now)).isEmpty();
      assertThat(ended.failed("why", now)).isEmpty();
      assertThat(ended.cancelled(now)).isEmpty();
      assertThat(ended.progressed(99, 100, now)).isEmpty();
    }
  }

  @Test
  void neverEndsBeforeItBegan() {
    assertThat(job.cancelled(START.minusSeconds(3)).orElseThrow().after().endTime())
        .isEqualTo(START);
  }

  @Test
  void progressIsOfBytesAndNeverAll() {
    assertThat(Progress.percent(0, 0)).isZero();
    assertThat(Progress.percent(5, 0)).isZero();
    assertThat(Progress.percent(9_999, 1_000_000)).isZero();
    assertThat(Progress.percent(10_000, 1_000_000)).isEqualTo(1);
    assertThat(Progress.percent(1_000_000, 1_000_000)).isEqualTo(99);
    assertThat(Progress.percent(Long.MAX_VALUE / 2, Long.MAX_VALUE)).isEqualTo(50);
  }

  /** Whatever runs report, and whenever: upwards, and a second apart. */
  @Test
  void progressNeverGoesBackAndIsNotToldOften() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    ExportJob now = job;
    Instant at = START;
    Instant told = Instant.MIN;
    for (int i = 0; i < 2_000; i++) {
      at = at.plusMillis(random.nextInt(700));
      Optional<Transition> next = now.progressed(random.nextInt(1_000), 1_000, at);
      if (next.isPresent()) {
        assertThat(next.get().after().estimatedProgress())
            .as("seed " + seed)
            .isGreaterThan(now.estimatedProgress());
        assertThat(told).as("seed " + seed).isBeforeOrEqualTo(at.minusSeconds(1));
        told = at;
        now = next.get().after();
      }
    }
    assertThat(now.estimatedProgress()).isEqualTo(99);
  }

  @Test
  void limits() {
    assertThatCode(() -> ExportLimits.admit(9, false)).doesNotThrowAnyException();
    for (OperationRejected refusal :
        List.of(refusalOf(10, false), refusalOf(0, true), refusalOf(11, true))) {
      assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED);
    }
    assertThat(ExportLimits.since(LATER)).isEqualTo(LATER.minus(Duration.ofHours(24)));
  }

  private static OperationRejected refusalOf(long running, boolean isExportedLately) {
    OperationRejected[] refusal = new OperationRejected[1];
    assertThatThrownBy(() -> ExportLimits.admit(running, isExportedLately))
        .isInstanceOfSatisfying(OperationRejected.class, thrown -> refusal[0] = thrown);
    return refusal[0];
  }
}
