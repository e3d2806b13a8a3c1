package org.postroom.benchmarks.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.postroom.benchmarks.driver.JobResult.GroupResult;
import org.postroom.benchmarks.driver.Work;
import org.postroom.benchmarks.floor.HashFloor;
import org.postroom.benchmarks.floor.KafkaFloor;
import org.postroom.benchmarks.floor.TransactionFloor;
import org.postroom.benchmarks.floor.TransactionFloor.Floor;
import org.postroom.benchmarks.report.Report;
import org.postroom.contract.operation.BoundedContext;

/** CreateUser beside what its database, its broker and its hash do by themselves. */
final class Creations {
  private static final int FLOOR_CLIENTS = 16;
  private static final int CLIENTS = 64;
  private static final int PASSWORD_CLIENTS = 16;
  private static final double RATE_TARGET = 0.8;
  private static final double LATENCY_TARGET = 3;

  private Creations() {}

  static void measure(Bench bench, List<String> organizations, Path scratch)
      throws IOException, SQLException, InterruptedException, ExecutionException {
    Report report = bench.report();
    // The export service's database is idle; its tables are not touched.
    TransactionFloor transactions =
        new TransactionFloor(bench.installation().database(BoundedContext.EXPORT), scratch);
    transactions.prepare();
    floor(report, transactions.transactions(1, bench.scale().seconds()), 1);
    Floor floor = transactions.transactions(FLOOR_CLIENTS, bench.scale().seconds());
    floor(report, floor, FLOOR_CLIENTS);
    long commit = transactions.commitMicros();
    report.addMedian("Floor: commit of one inserted row", commit, "");
    long roundTrip = KafkaFloor.roundTripMicros(bench.installation().bootstrapServers());
    report.addMedian("Floor: Kafka, send to receipt", roundTrip, "");

    bench.settle(CLIENTS, new Work.CreateUsers(organizations, "settle-", null));
    GroupResult one =
        bench.load("CreateUser", 1, new Work.CreateUsers(organizations, "one-", null));
    Spread spread = Spread.of(bench.installation());
    GroupResult many =
        bench.load("CreateUser", CLIENTS, new Work.CreateUsers(organizations, "many-", null));
    report.addFact("Decided by each replica, in percent", spread.percent().toString());
    report.atLeast(
        "CreateUser/s at 64 clients : floor transactions/s at 16 clients",
        many.rate() / floor.rate(),
        RATE_TARGET);
    report.atMost(
        "CreateUser p50 at 1 client : 2 × Kafka + commit",
        one.p50() / (2.0 * roundTrip + commit),
        LATENCY_TARGET);
    passwords(bench, organizations, one);
  }

  private static void passwords(Bench bench, List<String> organizations, GroupResult without)
      throws IOException, InterruptedException {
    Report report = bench.report();
    HashFloor hash = new HashFloor();
    long hashMicros = hash.hashMicros();
    report.addMedian("Floor: hash of a password, 1 thread", hashMicros, "Argon2id, 19 MiB, t=2");
    double hashRate = hash.rate(bench.scale().seconds());
    report.addRate("Floor: hashes, a thread a core", hashRate, "");
    GroupResult one =
        bench.load(
            "CreateUser with password",
            1,
            new Work.CreateUsers(organizations, "secret-one-", "Correct-Horse-7"));
    GroupResult many =
        bench.load(
            "CreateUser with password",
            PASSWORD_CLIENTS,
            new Work.CreateUsers(organizations, "secret-many-", "Correct-Horse-7"));
    report.ratio(
        "CreateUser with password p50 at 1 client : hash + CreateUser without",
        one.p50() / (double) (hashMicros + without.p50()));
    report.ratio("CreateUser with password/s at 16 clients : hashes/s", many.rate() / hashRate);
  }

  private static void floor(Report report, Floor floor, int clients) {
    report.addRate(
        "Floor: transaction of 3 inserts, " + clients + (clients == 1 ? " client" : " clients"),
        floor.rate(),
        floor.tool() + ", mean " + floor.averageMicros() + " µs");
  }
}
