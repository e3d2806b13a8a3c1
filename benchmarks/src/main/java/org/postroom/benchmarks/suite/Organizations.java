package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postroom.benchmarks.driver.ApiClient;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Latencies;
import org.postroom.benchmarks.driver.Work;

/**
 * Makes the organizations that the suite works in, one after the other, and measures how long each
 * takes from the call to Active.
 */
final class Organizations {
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int UNDER_LOAD = 16;
  private static final int CLIENTS = 64;
  private static final double P99_TARGET_SECONDS = 2;

  private final List<String> ids = new ArrayList<>();

  private Organizations() {}

  static Organizations create(Bench bench) throws IOException {
    Organizations organizations = new Organizations();
    Latencies latencies = new Latencies();
    try (ApiClient api = new ApiClient(bench.target(), Clock.systemUTC())) {
      for (int i = 1; i <= bench.scale().creations(); i++) {
        long start = System.nanoTime();
        organizations.ids.add(createUntilActive(api, "bench-" + i));
        latencies.add(System.nanoTime() - start);
      }
    }
    long p99 = latencies.percentileMicros(0.99);
    bench
        .report()
        .addPercentiles(
            "CreateOrganization until Active",
            latencies.percentileMicros(0.5),
            p99,
            latencies.count() + " in sequence, the first ones cold");
    bench
        .report()
        .atMost("CreateOrganization until Active: p99 in seconds", p99 / 1e6, P99_TARGET_SECONDS);
    return organizations;
  }

  /** Gives the small and the large organization their users. */
  void fill(Bench bench) throws IOException {
    fill(bench, small(), bench.scale().smallOrganization());
    fill(bench, large(), bench.scale().largeOrganization());
  }

  private static void fill(Bench bench, String organization, int users) throws IOException {
    GroupResult result =
        bench
            .driver()
            .run(
                Job.counted(
                    bench.target(),
                    CLIENTS,
                    users,
                    new Work.CreateUsers(List.of(organization), "user-", null)))
            .only();
    bench.report().add("CreateUser, " + CLIENTS + " clients in one organization, " + users, result);
    if (result.expected() != users) {
      throw new IOException("the organization was not filled: " + result);
    }
  }

  /** Those that take the general load. */
  List<String> underLoad() {
    return ids.subList(0, UNDER_LOAD);
  }

  String small() {
    return ids.get(UNDER_LOAD);
  }

  String large() {
    return ids.get(UNDER_LOAD + 1);
  }

  /** The others, for loads that must not meet in a partition. */
  List<String> others() {
    return ids.subList(UNDER_LOAD + 2, ids.size());
  }

  static String createUntilActive(ApiClient api, String alias) throws IOException {
    String id =
        api.call("CreateOrganization", "{\"Alias\":\"" + alias + "\"}")
            .path("OrganizationId")
            .asText();
    String question = "{\"OrganizationId\":\"" + id + "\"}";
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      String state = api.call("DescribeOrganization", question).path("State").asText();
      if (state.equals("Active")) {
        return id;
      }
      if (state.equals("Failed") || System.nanoTime() > until) {
        throw new IOException("organization " + id + " did not become Active but " + state);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
