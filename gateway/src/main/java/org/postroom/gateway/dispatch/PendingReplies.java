package org.postroom.gateway.dispatch;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.postroom.contract.error.ErrorCode;

/**
 * The calls that wait for a reply, by request id. A call is answered once: by its reply, by a
 * failure to send it, or when its deadline has passed. They are looked through periodically, so
 * that no call needs a timer; deadlines are kept to that period.
 */
@Singleton
public class PendingReplies {
  private static final Answer OUTCOME_UNKNOWN =
      Answer.error(
              ErrorCode.SERVICE_UNAVAILABLE,
              "The request was not answered in time; whether it takes effect is not known.")
          .ofUnknownOutcome();

  private final Clock clock;
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  PendingReplies(Clock clock) {
    this.clock = clock;
  }

  /** Lets a call wait. */
  void register(String requestId, Instant deadline, Consumer<Answer> onAnswer) {
    waiting.put(requestId, new Waiting(deadline, onAnswer));
  }

  /** Answers a call, unless it has been answered already. */
  void complete(String requestId, Answer answer) {
    Waiting call = waiting.remove(requestId);
    if (call != null) {
      call.onAnswer.accept(answer);
    }
  }

  /** Answers every call whose deadline has passed. */
  void expire() {
    Instant now = clock.instant();
    waiting.forEach(
        (requestId, call) -> {
          if (now.isAfter(call.deadline)) {
            complete(requestId, OUTCOME_UNKNOWN);
          }
        });
  }

  /** How many wait. */
  int size() {
    return waiting.size();
  }

  private record Waiting(Instant deadline, Consumer<Answer> onAnswer) {}
}
