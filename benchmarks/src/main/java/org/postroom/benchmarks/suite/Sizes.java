package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.Node;
import org.postroom.benchmarks.driver.Job;
import org.postroom.benchmarks.driver.Work;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/** What a created user takes on the disks, by table and by topic, indexes and keys included. */
final class Sizes {
  private static final int USERS = 20_000;
  private static final int CLIENTS = 64;
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** What an idle installation writes meanwhile: gateways' probes, positions. */
  private static final long IDLE_BYTES = 100_000;

  private static final int MOST_LOOKS = 24;

  private final Bench bench;

  private Sizes(Bench bench) {
    this.bench = bench;
  }

  static void measure(Bench bench, String organization)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    new Sizes(bench).measure(organization);
  }

  private void measure(String organization)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Map<String, Long> before = settled();
    Work users = new Work.CreateUsers(List.of(organization), "size-", null);
    bench.driver().run(Job.counted(bench.target(), CLIENTS, USERS, users));
    Map<String, Long> after = settled();
    after.replaceAll((what, bytes) -> (bytes - before.getOrDefault(what, 0L)) / USERS);
    after.forEach(
        (what, bytes) -> {
          if (bytes > 0) {
            bench.report().addFact("Bytes of a created user in " + what, bytes.toString());
          }
        });
  }

  /** The sizes of everything, when the followers have nothing left to do. */
  private Map<String, Long> settled()
      throws SQLException, InterruptedException, ExecutionException {
    Map<String, Long> now = all();
    long grown = Long.MAX_VALUE;
    for (int look = 0; look < MOST_LOOKS && grown > IDLE_BYTES; look++) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
      long before = total(now);
      now = all();
      grown = total(now) - before;
    }
    return now;
  }

  private static long total(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<String, Long> all() throws SQLException, InterruptedException, ExecutionException {
    Map<String, Long> sizes = new TreeMap<>();
    for (BoundedContext context : BoundedContext.values()) {
      tables(context, sizes);
    }
    topics(sizes);
    return sizes;
  }

  private void tables(BoundedContext context, Map<String, Long> sizes) throws SQLException {
    DatabaseAccess access = bench.installation().database(context);
    try (Connection connection =
            DriverManager.getConnection(access.jdbcUrl(), access.username(), access.password());
        PreparedStatement statement =
            connection.prepareStatement(
                "select relname, pg_total_relation_size(oid) from pg_class"
                    + " where relkind = 'r' and relnamespace = 'public'::regnamespace");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        sizes.put("table " + context.wireName() + "." + rows.getString(1), rows.getLong(2));
      }
    }
  }

  private void topics(Map<String, Long> sizes) throws InterruptedException, ExecutionException {
    try (Admin admin =
        Admin.create(
            Map.of(
                CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                bench.installation().bootstrapServers()))) {
      Collection<Integer> brokers =
          admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      for (Map<String, LogDirDescription> broker :
          admin.describeLogDirs(brokers).allDescriptions().get().values()) {
        for (LogDirDescription directory : broker.values()) {
          directory
              .replicaInfos()
              .forEach(
                  (partition, replica) ->
                      sizes.merge("topic " + partition.topic(), replica.size(), Long::sum));
        }
      }
    }
  }
}
