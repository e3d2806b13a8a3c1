package org.postroom.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * One client for each of many organizations that creates users without a pause, with the SDK's own
 * retries, and knows for how long its organization was not served.
 */
final class Probe implements AutoCloseable {
  private static final int PATIENCE_MINUTES = 3;
  private static final int PAUSE_MILLIS = 20;

  private final List<String> organizations;
  private final ExecutorService threads;
  private final Map<String, Map<String, String>> acknowledged = new ConcurrentHashMap<>();
  private final Map<String, Long> longestNanos = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Long> latencies = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopping;

  Probe(WorkMailClient client, List<String> organizations) {
    this.organizations = organizations;
    this.threads = Executors.newFixedThreadPool(organizations.size());
    for (String organization : organizations) {
      acknowledged.put(organization, new ConcurrentHashMap<>());
      threads.submit(() -> run(client, organization));
    }
  }

  /** Since the last time it was asked. */
  Figures figures() {
    List<Long> taken = new ArrayList<>();
    for (Long each = latencies.poll(); each != null; each = latencies.poll()) {
      taken.add(each);
    }
    taken.sort(null);
    Duration longest =
        longestNanos.values().stream()
            .max(Long::compare)
            .map(Duration::ofNanos)
            .orElse(Duration.ZERO);
    longestNanos.clear();
    return new Figures(taken, longest);
  }

  /**
   * What clients saw for a while.
   *
   * @param latencies of the acknowledged calls, nanoseconds, sorted
   * @param longest how long an organization waited for its next answer at most
   */
  record Figures(List<Long> latencies, Duration longest) {
    @Override
    public String toString() {
      if (latencies.isEmpty()) {
        return "no call";
      }
      return "%d calls, p50 %d ms, p99 %d ms, an organization waited at most %d ms"
          .formatted(
              latencies.size(),
              millis(latencies.get(latencies.size() / 2)),
              millis(latencies.get(latencies.size() * 99 / 100)),
              longest.toMillis());
    }

    private static long millis(long nanos) {
      return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
  }

  /** Per organization: the users that were acknowledged, name to id. */
  Map<String, Map<String, String>> acknowledged() {
    return acknowledged;
  }

  /** Calls that failed in spite of the SDK's retries. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  List<String> organizations() {
    return organizations;
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        failures.add("a client has waited for minutes");
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(WorkMailClient client, String organization) {
    for (int i = 1; !stopping; i++) {
      String name = "user" + i;
      long start = System.nanoTime();
      try {
        String id =
            client
                .createUser(r -> r.organizationId(organization).name(name).displayName(name))
                .userId();
        acknowledged.get(organization).put(name, id);
        latencies.add(System.nanoTime() - start);
      } catch (SdkException e) {
        failures.add(organization + " " + name + ": " + e.getMessage());
      }
      longestNanos.merge(organization, System.nanoTime() - start, Math::max);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
    }
  }
}
