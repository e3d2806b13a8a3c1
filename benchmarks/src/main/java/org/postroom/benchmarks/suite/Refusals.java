package org.postroom.benchmarks.suite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import org.apache.kafka.common.utils.Utils;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Work;

/**
 * A steady load in one organization: alone, beside a flood of CreateUsers in another one that are
 * all refused, and beside as many clients whose CreateUsers are accepted. The last tells what
 * sharing the machine costs, so that the difference is what refusals cost.
 */
final class Refusals {
  private static final int STEADY_CLIENTS = 4;
  private static final int FLOOD_CLIENTS = 32;

  private final Bench bench;
  private final String steady;
  private final String flooded;

  private Refusals(Bench bench, List<String> organizations, int partitions) {
    this.bench = bench;
    this.steady = organizations.get(0);
    this.flooded =
        organizations.stream()
            .filter(
                organization ->
                    partition(organization, partitions) != partition(steady, partitions))
            .findFirst()
            .orElseThrow();
  }

  static void measure(Bench bench, List<String> organizations, int partitions) throws IOException {
    new Refusals(bench, organizations, partitions).measure();
  }

  private void measure() throws IOException {
    bench.driver().run(Job.counted(bench.target(), 1, 1, create(flooded, "taken-")));
    GroupResult alone = bench.load("Steady CreateUser", STEADY_CLIENTS, create(steady, "alone-"));
    GroupResult refused =
        beside("refused", "beside-refused-", new Work.CreateTakenUser(flooded, "taken-1"));
    GroupResult accepted = beside("accepted", "beside-accepted-", create(flooded, "flood-"));
    bench
        .report()
        .ratio("Steady p99, beside refusals : alone", refused.p99() / (double) alone.p99());
    bench
        .report()
        .ratio(
            "Steady p99, beside refusals : beside as many clients accepted",
            refused.p99() / (double) accepted.p99());
  }

  private GroupResult beside(String what, String prefix, Work flood) throws IOException {
    List<GroupResult> results =
        bench.loads(
            new Job.Group("steady", STEADY_CLIENTS, 0, create(steady, prefix)),
            new Job.Group("flood", FLOOD_CLIENTS, 0, flood));
    bench.report().add("Steady CreateUser beside " + what + " ones", results.get(0));
    bench
        .report()
        .add("Those " + what + " CreateUsers, " + FLOOD_CLIENTS + " clients", results.get(1));
    return results.get(0);
  }

  private static Work create(String organization, String prefix) {
    return new Work.CreateUsers(List.of(organization), prefix, null);
  }

  private static int partition(String organization, int partitions) {
    return Utils.toPositive(Utils.murmur2(organization.getBytes(UTF_8))) % partitions;
  }
}
