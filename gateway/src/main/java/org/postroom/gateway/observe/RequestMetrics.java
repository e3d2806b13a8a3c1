package org.postroom.gateway.observe;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.postroom.contract.error.ErrorCode;

/** Counts and times the answers, by operation and error. */
@Singleton
public class RequestMetrics {
  /** The tag of requests that named no operation. */
  public static final String NO_OPERATION = "none";

  private final MeterRegistry registry;
  private final Map<Key, Timer> timers = new ConcurrentHashMap<>();

  /** Registers timers as answers need them. */
  public RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Records an answer.
   *
   * @param operation an operation's wire name, never text of the caller
   * @param error null for success
   * @param nanos how long the caller waited
   */
  public void record(String operation, ErrorCode error, long nanos) {
    timers
        .computeIfAbsent(new Key(operation, error), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Key key) {
    return Timer.builder("postroom.gateway.requests")
        .description("Answers to callers, with the time they waited")
        .tag("operation", key.operation)
        .tag("error", key.error == null ? "none" : key.error.key())
        .register(registry);
  }

  private record Key(String operation, ErrorCode error) {}
}
