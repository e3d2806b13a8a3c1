package org.postroom.system.faults;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Everything that the clients have called, and what came of it. */
final class History {
  private final ConcurrentLinkedQueue<Call> calls = new ConcurrentLinkedQueue<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final ConcurrentLinkedQueue<String> violations = new ConcurrentLinkedQueue<>();

  /** How a call ended for its client, after the SDK's own retries. */
  enum End {
    ACKNOWLEDGED,
    REFUSED,
    UNANSWERED
  }

  /**
   * One call.
   *
   * @param subject whom or what it was about
   * @param detail what was answered, or why there is no answer
   * @param requestId of the last attempt; null when nothing came back
   */
  record Call(
      int client,
      String operation,
      String organization,
      String subject,
      Instant start,
      Instant end,
      End outcome,
      String detail,
      String requestId) {}

  void add(Call call) {
    calls.add(call);
    if (call.outcome() == End.ACKNOWLEDGED) {
      acknowledged.incrementAndGet();
    }
  }

  /** A client saw what must not be. */
  void violated(String what) {
    violations.add(Instant.now() + " " + what);
  }

  List<String> violations() {
    return List.copyOf(violations);
  }

  List<Call> calls(Predicate<Call> which) {
    return calls.stream().filter(which).toList();
  }

  /** How many calls have been acknowledged. */
  long acknowledged() {
    return acknowledged.get();
  }

  Map<End, Long> outcomes() {
    return calls.stream().collect(Collectors.groupingBy(Call::outcome, Collectors.counting()));
  }
}
