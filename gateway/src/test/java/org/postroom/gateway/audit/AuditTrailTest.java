package org.postroom.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.postroom.audit.AuditRecord;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.dispatch.Answer;

class AuditTrailTest {
  private static final Answer REFUSED =
      Answer.error(ErrorCode.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");

  private final List<AuditRecord> records = new ArrayList<>();
  private CompletableFuture<Void> outcome = CompletableFuture.completedFuture(null);
  private Instant now = Instant.parse("2026-11-23T05:00:00Z");
  private final InstantSource time = () -> now;
  private final AuditTrail trail =
      new AuditTrail(Duration.ofMinutes(1), this::write, time.withZone(ZoneOffset.UTC));

  @Test
  void ofASourceTheFirstIsWrittenAtOnceAndTheOthersOfAMinuteAsOneCount() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(trail.before(unsigned("10.0.0.1"), REFUSED)).isCompleted();
    }
    trail.before(unsigned("10.0.0.2"), REFUSED);
    assertThat(records).hasSize(2);
    trail.writeCounts();
    assertThat(records).hasSize(2);
    now = now.plusSeconds(61);
    trail.writeCounts();
    assertThat(records).hasSize(3);
    assertThat(records.get(2).additionalEventData().path("count").asLong()).isEqualTo(999);
    assertThat(records.get(2).sourceIPAddress()).isEqualTo("10.0.0.1");
    trail.before(unsigned("10.0.0.1"), REFUSED);
    assertThat(records).hasSize(4);
  }

  @Test
  void whoAsksForWhatIsNotForCallersIsNotHiddenBehindItsUnsignedCalls() {
    trail.before(unsigned("10.0.0.1"), REFUSED);
    trail.before(unsigned("10.0.0.1"), REFUSED);
    for (int i = 0; i < 3; i++) {
      AuditedCall call = unsigned("10.0.0.1");
      call.reads("AccessInternalEndpoint");
      trail.before(call, REFUSED);
    }
    assertThat(records).hasSize(2);
    trail.writeAllCounts();
    assertThat(records)
        .extracting(
            AuditRecord::eventName,
            record ->
                record.additionalEventData() == null
                    ? 0
                    : record.additionalEventData().path("count").asInt())
        .containsExactlyInAnyOrder(
            tuple("Unknown", 0),
            tuple("Unknown", 1),
            tuple("AccessInternalEndpoint", 0),
            tuple("AccessInternalEndpoint", 2));
  }

  @Test
  void manySourcesLeaveABoundedNumberOfRecordsAndNoneGoesUncounted() {
    for (int i = 0; i < 5_000; i++) {
      trail.before(unsigned("10.1." + i / 250 + '.' + i % 250), REFUSED);
    }
    trail.writeAllCounts();
    assertThat(records).hasSizeLessThan(1_010);
    assertThat(
            records.stream()
                .mapToLong(
                    record ->
                        record.additionalEventData() == null
                            ? 1
                            : record.additionalEventData().path("count").asLong())
                .sum())
        .isEqualTo(5_000);
  }

  @Test
  void aCountThatCannotBeWrittenIsWrittenLater() {
    trail.before(unsigned("10.0.0.1"), REFUSED);
    trail.before(unsigned("10.0.0.1"), REFUSED);
    outcome = CompletableFuture.failedFuture(new IllegalStateException("away"));
    trail.writeAllCounts();
    trail.writeCounts();
    outcome = CompletableFuture.completedFuture(null);
    records.clear();
    trail.writeCounts();
    trail.writeCounts();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).additionalEventData().path("count").asLong()).isEqualTo(1);
  }

  @Test
  void aSignedCallIsNeverOnlyCounted() {
    for (int i = 0; i < 10; i++) {
      AuditedCall call = unsigned("10.0.0.1");
      call.identified(
          new Caller("123456789012", "arn:aws:iam::1:user/a", "AKIA", "10.0.0.1", "", null));
      trail.before(call, Answer.error(ErrorCode.THROTTLING, "Rate exceeded"));
    }
    assertThat(records).hasSize(10);
  }

  private static AuditedCall unsigned(String address) {
    return new AuditedCall("us-east-1", Instant.EPOCH, "request", address, "curl");
  }

  private CompletionStage<Void> write(AuditRecord record) {
    records.add(record);
    return outcome;
  }
}
