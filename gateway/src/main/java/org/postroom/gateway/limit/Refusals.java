package org.postroom.gateway.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/** Counts what is refused, or cut off, because a limit is reached. */
@Singleton
public class Refusals {
  private final Map<Limit, Counter> counters = new EnumMap<>(Limit.class);

  /** Registers a counter for each limit, so that none is missing before it is needed. */
  public Refusals(MeterRegistry registry) {
    for (Limit limit : Limit.values()) {
      counters.put(
          limit,
          Counter.builder("postroom.gateway.limit.refused")
              .description("Requests and connections refused or cut off by a limit")
              .tag("limit", limit.tag())
              .register(registry));
    }
  }

  /** Counts one. */
  public void count(Limit limit) {
    counters.get(limit).increment();
  }

  /** Counts one and gives what to throw. */
  public OperationRejected throttled(Limit limit) {
    count(limit);
    return new OperationRejected(ErrorCode.THROTTLING, "Rate exceeded");
  }
}
