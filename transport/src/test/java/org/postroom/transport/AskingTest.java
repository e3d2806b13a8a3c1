package org.postroom.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class AskingTest {
  private static final Throwable GONE = new ConnectException("no route");

  private final Queue<Future<String>> answers = new ArrayDeque<>();

  @Test
  void whoIsGoneIsPassedOver() {
    assertThat(asked(List.of(failed(GONE), ok("here"))).result()).isEqualTo("here");
  }

  @Test
  void aConnectionThatWasClosedMeanwhileIsNoAnswer() {
    assertThat(asked(List.of(failed(new HttpClosedException("was closed")), ok("here"))).result())
        .isEqualTo("here");
  }

  @Test
  void somebodyIsAskedFourTimesAtMost() {
    Future<String> end =
        asked(List.of(failed(GONE), failed(GONE), failed(GONE), failed(GONE), ok("late")));
    assertThat(end.cause()).isSameAs(GONE);
    assertThat(answers).hasSize(1);
  }

  @Test
  void whoIsSlowIsNotAskedAgain() {
    assertThat(asked(List.of(failed(new TimeoutException()), ok("other"))).failed()).isTrue();
    assertThat(answers).hasSize(1);
  }

  @Test
  void nobodyIsAskedAgainWhenTheTimeIsUp() {
    answers.addAll(List.of(failed(GONE), ok("late")));
    assertThat(Asking.replicas(answers::poll, Duration.ZERO.minusMillis(1)).cause()).isSameAs(GONE);
    assertThat(answers).hasSize(1);
  }

  private Future<String> asked(List<Future<String>> given) {
    answers.addAll(given);
    return Asking.replicas(answers::poll, Duration.ofMinutes(1));
  }

  private static Future<String> ok(String answer) {
    return Future.succeededFuture(answer);
  }

  private static Future<String> failed(Throwable failure) {
    return Future.failedFuture(failure);
  }
}
