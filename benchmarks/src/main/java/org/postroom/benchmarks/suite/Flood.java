package org.postroom.benchmarks.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.postroom.benchmarks.driver.ApiClient;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Target;
import org.postroom.benchmarks.driver.Work;

/**
 * What a quiet account waits beside another that sends all it can: alone, beside a flood that is
 * throttled at the usual rate, and beside one that is not.
 */
final class Flood {
  private static final int FLOOD_CLIENTS = 64;
  private static final long USUAL_RATE = 100;
  private static final String ACCOUNT = "210987654321";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Bench bench;
  private final String quiet;
  private final Target flooder;

  private Flood(Bench bench, String quiet) {
    this.bench = bench;
    this.quiet = quiet;
    this.flooder =
        new Target(
            bench.target().host(),
            bench.target().ports(),
            bench.target().region(),
            "AKIAFLOOD00000000000",
            "the-secret-of-the-flood");
  }

  static void measure(Bench bench, String quiet) throws IOException {
    new Flood(bench, quiet).measure();
  }

  private void measure() throws IOException {
    limitFlooder(0);
    String flooded = createOrganization();
    bench.settle(FLOOD_CLIENTS, describe(quiet));
    GroupResult alone = bench.load("Quiet account alone", 1, describe(quiet));
    GroupResult beside = beside("unlimited", flooded);
    limitFlooder(USUAL_RATE);
    GroupResult besideThrottled = beside("throttled", flooded);
    bench
        .report()
        .ratio("Quiet p99, beside a throttled flood : alone", quotient(besideThrottled, alone));
    bench.report().ratio("Quiet p99, beside an unlimited flood : alone", quotient(beside, alone));
  }

  private static double quotient(GroupResult one, GroupResult other) {
    return one.p99() / (double) other.p99();
  }

  private GroupResult beside(String what, String flooded) throws IOException {
    List<GroupResult> results =
        bench.loads(
            new Job.Group("quiet", 1, 0, describe(quiet)),
            new Job.Group("flood", FLOOD_CLIENTS, 0, describe(flooded), flooder));
    bench.report().add("Quiet account beside an " + what + " flood", results.get(0));
    bench.report().add("The " + what + " flood, " + FLOOD_CLIENTS + " clients", results.get(1));
    return results.get(0);
  }

  /** A user that every organization has from its beginning would do; this one has to be made. */
  private static Work describe(String organization) {
    return new Work.DescribeUsers(organization, "flood-user-", 1);
  }

  private String createOrganization() throws IOException {
    createUser(bench.target(), quiet);
    try (ApiClient api = new ApiClient(flooder, Clock.systemUTC())) {
      awaitKnown(api);
      String id = Organizations.createUntilActive(api, "bench-flooded");
      createUser(flooder, id);
      return id;
    }
  }

  private static void createUser(Target target, String organization) throws IOException {
    try (ApiClient api = new ApiClient(target, Clock.systemUTC())) {
      api.call(
          "CreateUser",
          "{\"OrganizationId\":\"%s\",\"Name\":\"flood-user-1\",\"DisplayName\":\"One\"}"
              .formatted(organization));
    }
  }

  private static void awaitKnown(ApiClient api) throws IOException {
    long until = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        api.call("ListOrganizations", "{}");
        return;
      } catch (IOException e) {
        if (System.nanoTime() > until) {
          throw e;
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    }
  }

  /** Gives the flooding account its key, if it has none, and its rate; the gateway reads both. */
  private void limitFlooder(long perSecond) throws IOException {
    ObjectMapper json = new ObjectMapper();
    Path file = bench.installation().data().credentialsFile();
    ObjectNode root = (ObjectNode) json.readTree(file.toFile());
    if (!root.has("accounts")) {
      ObjectNode key = root.withArray("credentials").addObject();
      Map.of(
              "accessKeyId",
              flooder.accessKeyId(),
              "secretAccessKey",
              flooder.secretAccessKey(),
              "account",
              ACCOUNT,
              "principal",
              "arn:aws:iam::" + ACCOUNT + ":user/flood")
          .forEach(key::put);
      key.set(
          "policy",
          json.readTree(
              "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}"));
    }
    ObjectNode rate = json.createObjectNode();
    rate.put("requestsPerSecond", perSecond);
    rate.put("burst", 2 * Math.max(1, perSecond));
    root.withObject("/accounts").set(ACCOUNT, rate);
    Path changed = Files.createTempFile(file.getParent(), "credentials", ".json");
    json.writeValue(changed.toFile(), root);
    Files.move(changed, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
