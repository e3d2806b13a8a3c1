package org.postroom.export.worker.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.MailboxExportJobState.CANCELLED;
import static org.postroom.contract.export.MailboxExportJobState.COMPLETED;
import static org.postroom.contract.export.MailboxExportJobState.FAILED;
import static org.postroom.contract.export.MailboxExportJobState.RUNNING;
import static org.postroom.export.worker.application.ScriptedExports.deafUntil;
import static org.postroom.export.worker.application.ScriptedExports.summary;
import static org.postroom.export.worker.application.ScriptedExports.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.DescribeMailboxExportJobResponse;
import org.postroom.contract.export.event.MailboxExportJobCancelled;
import org.postroom.contract.export.event.MailboxExportJobCompleted;
import org.postroom.contract.export.event.MailboxExportJobFailed;
import org.postroom.contract.export.event.MailboxExportJobProgressed;
import org.postroom.contract.export.event.MailboxExportJobStarted;
import org.postroom.export.run.ExportFailed;
import org.postroom.export.run.ExportOrder;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;

/** Replicas that work on the jobs of one database; some of them die. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class WorkersIT {
  /** Of replicas that live: a busy machine must not look like a dead one. */
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  @TestHTTPResource("/")
  URI service;

  @Inject Leases leases;
  @Inject Database database;
  @Inject InternalCommandSender sender;

  private final ScriptedExports exports = new ScriptedExports();
  private final List<ExportWorkers> replicas = new ArrayList<>();
  private final CountDownLatch letGo = new CountDownLatch(1);
  private ExportUnderTest export;
  private String organization;
  private String mailbox;

  @BeforeEach
  void aMailboxAndNothingToDo() throws SQLException {
    export = ExportUnderTest.at(service);
    try (Connection connection = export.database();
        Statement statement = connection.createStatement()) {
      statement.execute("delete from export_run");
    }
    organization = export.activeOrganization();
    mailbox = export.mailbox(organization, "Ann");
  }

  @AfterEach
  void endAll() {
    letGo.countDown();
    replicas.forEach(ExportWorkers::close);
  }

  private ExportWorkers replica(int workers, Duration lease) {
    ExportWorkers replica =
        ScriptedExports.replica(exports, workers, lease, leases, database, sender);
    replicas.add(replica);
    return replica;
  }

  private ExportWorkers startedReplica() {
    ExportWorkers replica = replica(2, LONG);
    replica.start();
    return replica;
  }

  /** Takes the job and is never heard of again. */
  private void dies(ExportWorkers replica, String job) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(
            () -> {
              replica.beat();
              return exports.runsOf(job) == 1;
            });
  }

  private void awaitRuns(String job, int count) {
    Awaitility.await().atMost(ExportUnderTest.PATIENCE).until(() -> exports.runsOf(job) == count);
  }

  @Test
  void aJobIsExportedAndToldOf() {
    exports.script(mailbox, watch -> summary(20));
    String job = export.start(organization, "ann@EXAMPLE.com");
    startedReplica();

    DescribeMailboxExportJobResponse done = export.await(organization, job, COMPLETED);

    assertThat(done.estimatedProgress()).isEqualTo(100);
    assertThat(done.entityId()).isEqualTo(mailbox);
    assertThat(done.s3Path()).isEqualTo("some/prefix/" + job + ".zip");
    assertThat(done.errorInfo()).isNull();
    assertThat(done.endTime()).isAfterOrEqualTo(done.startTime());
    List<Record> events = export.events.await(organization, 2);
    assertThat(events.get(0))
        .isEqualTo(
            new MailboxExportJobStarted(
                job,
                mailbox,
                "Described",
                ExportUnderTest.ROLE,
                ExportUnderTest.KEY,
                ExportUnderTest.BUCKET,
                "some/prefix/",
                done.s3Path(),
                done.startTime()));
    assertThat(events.get(1))
        .isEqualTo(
            new MailboxExportJobCompleted(job, 20, 20_000, 3, 1, "ab".repeat(48), done.endTime()));
    ExportOrder order = exports.runs.get(0);
    assertThat(order.mailbox().email()).isEqualTo("Ann@example.com");
    assertThat(order.mailbox().name()).isEqualTo("Ann");
    assertThat(exports.discarded).isEmpty();
    export.awaitNothingToDo(organization);
  }

  @Test
  void progressNeverGoesBackThoughTheWorkBeginsAnew() {
    AtomicInteger run = new AtomicInteger();
    CountDownLatch second = new CountDownLatch(1);
    exports.script(
        mailbox,
        watch -> {
          int number = run.incrementAndGet();
          watch.progressed(number == 1 ? 600 : 100, 1_000);
          if (number == 1) {
            until(letGo, 1).run(watch);
            throw ExportFailed.forNow("the connection was lost", null);
          }
          until(second, 1).run(watch);
          watch.progressed(900, 1_000);
          CountDownLatch never = new CountDownLatch(1);
          return until(never, 1).run(watch);
        });
    String job = export.start(organization, mailbox);
    startedReplica();

    awaitProgress(job, 60);
    letGo.countDown();
    Awaitility.await().atMost(ExportUnderTest.PATIENCE).until(() -> run.get() == 2);
    assertThat(export.describe(organization, job).estimatedProgress()).isEqualTo(60);
    second.countDown();
    awaitProgress(job, 90);
    export.cancel(organization, job);

    List<Record> events = export.events.await(organization, 4);
    assertThat(events.get(1)).isEqualTo(new MailboxExportJobProgressed(job, 60, 600, 1_000));
    assertThat(events.get(2)).isEqualTo(new MailboxExportJobProgressed(job, 90, 900, 1_000));
    assertThat(events.get(3)).isInstanceOf(MailboxExportJobCancelled.class);
    export.awaitNothingToDo(organization);
  }

  private void awaitProgress(String job, int percent) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> export.describe(organization, job).estimatedProgress() == percent);
  }

  @Test
  void anotherTakesOverWhatADeadOneHad() {
    exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    dies(replica(1, SHORT), job);

    ExportWorkers other = startedReplica();
    awaitRuns(job, 2);
    // The first stopped by its own clock before the second began.
    assertThat(exports.together).hasValue(1);
    assertThat(exports.aborted).containsExactly(ScriptedExports.upload(1, job));
    assertThat(exports.discarded).isEmpty();
    assertThat(other.busy()).isEqualTo(1);
    letGo.countDown();
    export.await(organization, job, COMPLETED);
    export.awaitNothingToDo(organization);
  }

  @Test
  void whoHasLostTheLeaseCompletesNothing() {
    CountDownLatch zombie = new CountDownLatch(1);
    AtomicInteger run = new AtomicInteger();
    exports.script(
        mailbox,
        watch ->
            run.incrementAndGet() == 1
                ? deafUntil(zombie, 666).run(watch)
                : until(letGo, 2).run(watch));
    String job = export.start(organization, mailbox);
    ExportWorkers deaf = replica(1, SHORT);
    dies(deaf, job);
    startedReplica();
    awaitRuns(job, 2);

    zombie.countDown();
    // It reports its end, and learns in the end that it is not its own.
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(
            () -> {
              deaf.beat();
              return deaf.busy() == 0;
            });
    // What it reported has been decided when this is, which comes after it.
    assertThat(
            export.commands.refusal(
                CANCEL_MAILBOX_EXPORT_JOB,
                organization,
                new CancelMailboxExportJobRequest("t", "no-job", organization)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(export.describe(organization, job).state()).isEqualTo(RUNNING);

    letGo.countDown();
    export.await(organization, job, COMPLETED);
    assertThat(export.events.awaitOne(organization, MailboxExportJobCompleted.class))
        .extracting(MailboxExportJobCompleted::totalMessages)
        .isEqualTo(2L);
  }

  @Test
  void aCancelledRunStopsAndWhatItWroteGoes() {
    exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    ExportWorkers replica = startedReplica();
    awaitRuns(job, 1);

    export.cancel(organization, job);

    assertThat(export.describe(organization, job).state()).isEqualTo(CANCELLED);
    Awaitility.await().atMost(ExportUnderTest.PATIENCE).until(() -> replica.busy() == 0);
    assertThat(exports.discarded).contains(job);
    export.awaitNothingToDo(organization);
    export.cancel(organization, job);
    assertThat(export.events.await(organization, 2).get(1))
        .isInstanceOf(MailboxExportJobCancelled.class);
  }

  @Test
  void whatADeadOneWroteOfACancelledJobGoesToo() {
    exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    dies(replica(1, SHORT), job);
    export.cancel(organization, job);
    assertThat(export.count("export_run", organization)).isEqualTo(1);

    startedReplica();

    export.awaitNothingToDo(organization);
    assertThat(exports.discarded).contains(job);
    assertThat(exports.aborted).contains(ScriptedExports.upload(1, job));
    assertThat(exports.runsOf(job)).isEqualTo(1);
  }

  @Test
  void aJobThatIsCancelledWhileItEndsLeavesNothing() {
    exports.script(mailbox, deafUntil(letGo, 1));
    String job = export.start(organization, mailbox);
    startedReplica();
    awaitRuns(job, 1);
    export.cancel(organization, job);
    letGo.countDown();

    export.awaitNothingToDo(organization);
    assertThat(exports.discarded).contains(job);
    assertThat(export.describe(organization, job).state()).isEqualTo(CANCELLED);
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAFewTimes() {
    AtomicInteger run = new AtomicInteger();
    exports.script(
        mailbox,
        watch -> {
          if (run.incrementAndGet() < 3) {
            throw ExportFailed.forNow("The mail server does not answer.", null);
          }
          return summary(4);
        });
    String hopeless = export.mailbox(organization, "hopeless");
    exports.script(
        hopeless,
        watch -> {
          throw ExportFailed.forNow("The mail server does not answer.", null);
        });
    String job = export.start(organization, mailbox);
    String failing = export.start(organization, hopeless);
    startedReplica();

    export.await(organization, job, COMPLETED);
    assertThat(run).hasValue(3);
    DescribeMailboxExportJobResponse failed = export.await(organization, failing, FAILED);
    assertThat(failed.errorInfo()).isEqualTo("The mail server does not answer.");
    assertThat(exports.runsOf(failing)).isEqualTo(5);
    assertThat(export.events.awaitOne(organization, MailboxExportJobFailed.class))
        .isEqualTo(
            new MailboxExportJobFailed(
                failing, "The mail server does not answer.", failed.endTime()));
    export.awaitNothingToDo(organization);
  }

  @Test
  void aFailureForGoodIsNotTriedAgain() {
    exports.script(
        mailbox,
        watch -> {
          throw ExportFailed.forGood("The bucket does not exist.");
        });
    String job = export.start(organization, mailbox);
    startedReplica();
    assertThat(export.await(organization, job, FAILED).errorInfo())
        .isEqualTo("The bucket does not exist.");
    assertThat(exports.runsOf(job)).isEqualTo(1);
    export.awaitNothingToDo(organization);
    assertThat(exports.discarded).containsExactly(job);
    // It does not count against the mailbox.
    export.start(organization, mailbox);
  }

  @Test
  void aMailboxIsReadUnderItsPresentName() {
    String job = export.start(organization, mailbox);
    export.directory.emit(
        organization,
        new PrimaryEmailAddressChanged(mailbox, "USER", "new@example.com", "Ann@example.com"));
    awaitAddress("new@example.com");
    startedReplica();
    export.await(organization, job, COMPLETED);
    assertThat(exports.runs.get(0).mailbox().email()).isEqualTo("new@example.com");
  }

  @Test
  void aMailboxThatHasGoneIsNotRead() {
    String job = export.start(organization, mailbox);
    export.directory.emit(
        organization, new EntityDeregistered(mailbox, "USER", List.of("Ann@example.com")));
    awaitAddress(null);
    startedReplica();
    assertThat(export.await(organization, job, FAILED).errorInfo())
        .startsWith("The mailbox has gone");
    assertThat(exports.runs).isEmpty();
    export.awaitNothingToDo(organization);
    assertThat(exports.discarded).isEmpty();
  }

  private void awaitAddress(String email) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> Objects.equals(export.address(organization, mailbox), email));
  }

  @Test
  void aJobWhoseWorkersKeepDyingFails() {
    exports.script(mailbox, deafUntil(letGo, 1));
    String job = export.start(organization, mailbox);
    for (int death = 1; death <= 5; death++) {
      ExportWorkers next = replica(1, SHORTEST);
      int runs = death;
      Awaitility.await()
          .atMost(ExportUnderTest.PATIENCE)
          .until(
              () -> {
                if (next.busy() == 0) {
                  next.beat();
                }
                return exports.runsOf(job) == runs;
              });
    }
    startedReplica();
    assertThat(export.await(organization, job, FAILED).errorInfo()).contains("5 times");
    assertThat(exports.runsOf(job)).isEqualTo(5);
    export.awaitNothingToDo(organization);
    assertThat(exports.aborted).contains(ScriptedExports.upload(5, job));
    assertThat(exports.discarded).containsOnly(job);
  }

  @Test
  void whoEndsInGoodOrderGivesItsJobsBack() {
    exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    ExportWorkers first = startedReplica();
    awaitRuns(job, 1);
    first.close();
    assertThat(first.busy()).isZero();
    startedReplica();
    awaitRuns(job, 2);
    letGo.countDown();
    export.await(organization, job, COMPLETED);
  }

  @Test
  void manyReplicasDoEachJobOnce() {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(export.start(organization, export.mailbox(organization, "u" + i)));
    }
    for (int i = 0; i < 3; i++) {
      startedReplica();
    }
    jobs.forEach(job -> export.await(organization, job, COMPLETED));
    assertThat(exports.together).hasValue(1);
    jobs.forEach(job -> assertThat(exports.runsOf(job)).isEqualTo(1));
    export.awaitNothingToDo(organization);
  }
}
