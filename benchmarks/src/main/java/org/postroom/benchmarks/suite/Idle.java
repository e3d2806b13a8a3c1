package org.postroom.benchmarks.suite;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processor time that is taken while nobody calls: polling, timers, housekeeping. */
final class Idle {
  private Idle() {}

  static void measure(Bench bench) throws InterruptedException {
    // What was loaded before is to be followed, written and compiled first.
    TimeUnit.SECONDS.sleep(bench.scale().settleSeconds());
    Map<String, Double> percent =
        ProcessorTime.percent(bench.installation(), Duration.ofSeconds(bench.scale().seconds()));
    double all = percent.values().stream().mapToDouble(Double::doubleValue).sum();
    bench
        .report()
        .addFact(
            "Processor time when nobody calls, percent of a core",
            Math.round(all * 10) / 10.0 + " " + percent);
  }
}
