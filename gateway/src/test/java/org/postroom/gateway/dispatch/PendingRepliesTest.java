package org.postroom.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.OperationKind;
import org.postroom.gateway.limit.Refusals;

class PendingRepliesTest {
  private static final Instant NOW = Instant.parse("2026-11-22T15:30:00Z");
  private static final Answer OK = Answer.ok(Buffer.buffer("{}"));

  @Test
  void aCallIsAnsweredOnceByWhateverComesFirst() {
    PendingReplies pending = new PendingReplies(Clock.fixed(NOW, ZoneOffset.UTC));
    List<Answer> answers = new ArrayList<>();
    pending.register("r1", NOW.plusSeconds(5), answers::add);
    pending.complete("r1", OK);
    pending.complete("r1", Answer.error(ErrorCode.SERVICE_UNAVAILABLE, "late"));
    pending.complete("r2", OK);
    assertThat(answers).containsExactly(OK);
    assertThat(pending.size()).isZero();
  }

  @Test
  void pastTheDeadlineTheOutcomeIsUnknown() {
    PendingReplies pending =
        new PendingReplies(Clock.offset(Clock.systemUTC(), Duration.ofHours(1)));
    List<Answer> answers = new ArrayList<>();
    pending.register("r1", Instant.now(), answers::add);
    pending.register("r2", Instant.now().plus(Duration.ofHours(2)), answers::add);
    pending.expire();
    assertThat(answers)
        .singleElement()
        .satisfies(
            answer -> {
              assertThat(answer.status()).isEqualTo(503);
              assertThat(answer.error()).isEqualTo(ErrorCode.SERVICE_UNAVAILABLE);
            });
    assertThat(pending.size()).isEqualTo(1);
  }

  @Test
  void aPlaceInFlightIsBoundedByContextAndByAccountAndGivenBackOnce() {
    InFlight inFlight = new InFlight(3, 2, new Refusals(new SimpleMeterRegistry()));
    InFlight.Place one = inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "a");
    inFlight.take(BoundedContext.POLICY, OperationKind.COMMAND, "a");
    assertThatThrownBy(() -> inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "a"))
        .isInstanceOf(OperationRejected.class)
        .hasMessage("Rate exceeded");
    inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "b");
    inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "b");
    assertThatThrownBy(() -> inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "c"))
        .isInstanceOf(OperationRejected.class);
    one.release();
    one.release();
    inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "c");
    assertThatThrownBy(() -> inFlight.take(BoundedContext.DIRECTORY, OperationKind.COMMAND, "d"))
        .isInstanceOf(OperationRejected.class);
  }
}
