package org.postroom.kit.command;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of commands. */
public final class CommandMetrics {
  private final MeterRegistry registry;
  private final DistributionSummary batchSize;
  private final Counter deadLetters;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  public CommandMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batchSize =
        DistributionSummary.builder("postroom.command.batch.size")
            .description("Commands per transaction")
            .register(registry);
    // There from the start: nobody notices a counter that begins with its first increment.
    this.deadLetters =
        Counter.builder("postroom.dead.letters")
            .description("Commands that failed alone, with the database answering")
            .register(registry);
  }

  void batch(int size) {
    batchSize.record(size);
  }

  void decided(String operation, Decision.Result result) {
    count("postroom.commands", operation, result.name().toLowerCase(Locale.ROOT));
    if (result == Decision.Result.POISON) {
      deadLetters.increment();
    }
  }

  /** A handler refused with an error that its operation does not declare: a bug. */
  void undeclared(String operation) {
    count("postroom.commands.undeclared.errors", operation, "undeclared");
  }

  private void count(String name, String operation, String result) {
    counters
        .computeIfAbsent(
            name + ' ' + operation + ' ' + result,
            key -> registry.counter(name, "operation", operation, "result", result))
        .increment();
  }
}
