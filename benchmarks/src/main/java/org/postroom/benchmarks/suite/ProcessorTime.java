package org.postroom.benchmarks.suite;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.postroom.local.LocalInstallation;
import org.postroom.local.PartStatus;
import org.postroom.local.ServiceDefinition;

/**
 * The processor time that an installation's processes take, replicas added up. Unlike a latency it
 * hardly depends on what else the machine does.
 */
final class ProcessorTime {
  private static final int NANOS_PER_MICRO = 1000;

  private final LocalInstallation installation;
  private final Map<Long, Long> before = new HashMap<>();

  private ProcessorTime(LocalInstallation installation) {
    this.installation = installation;
    installation.status().stream()
        .flatMap(ProcessorTime::processes)
        .forEach(process -> before.put(process.pid(), nanos(process)));
  }

  /** Counts from now on. */
  static ProcessorTime of(LocalInstallation installation) {
    return new ProcessorTime(installation);
  }

  /**
   * The microseconds since then by service and server, divided by a number of calls. What processes
   * that have ended since then took is missing.
   */
  Map<String, Long> microsForEach(long calls) {
    Map<String, Long> nanos = new TreeMap<>();
    for (PartStatus part : installation.status()) {
      long since =
          processes(part)
              .mapToLong(process -> nanos(process) - before.getOrDefault(process.pid(), 0L))
              .sum();
      nanos.merge(ServiceDefinition.serviceOf(part.name()), since, Long::sum);
    }
    nanos.replaceAll((name, total) -> total / NANOS_PER_MICRO / Math.max(1, calls));
    return nanos;
  }

  /** What is taken from now on, in percent of a core, while the caller does nothing so long. */
  static Map<String, Double> percent(LocalInstallation installation, Duration length)
      throws InterruptedException {
    ProcessorTime since = of(installation);
    TimeUnit.NANOSECONDS.sleep(length.toNanos());
    Map<String, Double> percent = new TreeMap<>();
    since
        .microsForEach(1)
        .forEach((name, micros) -> percent.put(name, micros / 10.0 / length.toMillis()));
    return percent;
  }

  /** PostgreSQL has a process for each connection. */
  private static Stream<ProcessHandle> processes(PartStatus part) {
    return ProcessHandle.of(part.pid())
        .map(process -> Stream.concat(Stream.of(process), process.descendants()))
        .orElseThrow(() -> new IllegalStateException(part.name() + " does not run"));
  }

  private static long nanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }
}
