package org.postroom.export.worker.application;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;

/** Replicas that work on the jobs of one database with scripted exports; some of them die. */
final class Replicas implements AutoCloseable {
  /** Of replicas that live: a busy machine must not look like a dead one. */
  static final Duration LONG = Duration.ofSeconds(30);

  static final Duration SHORT = Duration.ofSeconds(3);
  static final Duration SHORTEST = Duration.ofSeconds(1);

  final ScriptedExports exports = new ScriptedExports();
  private final List<ExportWorkers> all = new ArrayList<>();
  private final Leases leases;
  private final Database database;
  private final InternalCommandSender sender;

  Replicas(Leases leases, Database database, InternalCommandSender sender) {
    this.leases = leases;
    this.database = database;
    this.sender = sender;
  }

  /** One that beats only when it is told to. */
  ExportWorkers idle(int workers, Duration lease) {
    return idle(workers, lease, leases, sender);
  }

  /** One that beats only when it is told to, and sees others' leases and sends as given. */
  ExportWorkers idle(
      int workers, Duration lease, Leases otherLeases, InternalCommandSender otherSender) {
    ExportWorkers replica =
        ScriptedExports.replica(exports, workers, lease, otherLeases, database, otherSender);
    all.add(replica);
    return replica;
  }

  /** One that lives. */
  ExportWorkers started() {
    ExportWorkers replica = idle(2, LONG);
    replica.start();
    return replica;
  }

  /** The replica takes the job and is never heard of again. */
  void dies(ExportWorkers replica, String job) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(
            () -> {
              replica.beat();
              return exports.runsOf(job) == 1;
            });
  }

  void awaitRuns(String job, int count) {
    Awaitility.await().atMost(ExportUnderTest.PATIENCE).until(() -> exports.runsOf(job) == count);
  }

  @Override
  public void close() {
    all.forEach(ExportWorkers::close);
  }
}
