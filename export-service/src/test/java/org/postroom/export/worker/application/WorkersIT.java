package org.postroom.export.worker.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.MailboxExportJobState.CANCELLED;
import static org.postroom.contract.export.MailboxExportJobState.COMPLETED;
import static org.postroom.contract.export.MailboxExportJobState.FAILED;
import static org.postroom.export.worker.application.Replicas.LONG;
import static org.postroom.export.worker.application.ScriptedExports.deafUntil;
import static org.postroom.export.worker.application.ScriptedExports.summary;
import static org.postroom.export.worker.application.ScriptedExports.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.PrimaryEmailAddressChanged;
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

/** Replicas that work on the jobs of one database. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class WorkersIT extends ReplicasTest {
  @Test
  void aJobIsExportedAndToldOf() {
    replicas.exports.script(mailbox, watch -> summary(20));
    String job = export.start(organization, "ann@EXAMPLE.com");
    replicas.started();

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
    ExportOrder order = replicas.exports.runs.get(0);
    assertThat(order.mailbox().email()).isEqualTo("Ann@example.com");
    assertThat(order.mailbox().name()).isEqualTo("Ann");
    assertThat(replicas.exports.discarded).isEmpty();
    export.awaitNothingToDo(organization);
  }

  @Test
  void progressNeverGoesBackThoughTheWorkBeginsAnew() {
    AtomicInteger run = new AtomicInteger();
    CountDownLatch second = new CountDownLatch(1);
    replicas.exports.script(
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
    replicas.started();

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
  void aCancelledRunStopsAndWhatItWroteGoes() {
    replicas.exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    ExportWorkers replica = replicas.started();
    replicas.awaitRuns(job, 1);

    export.cancel(organization, job);

    assertThat(export.describe(organization, job).state()).isEqualTo(CANCELLED);
    Awaitility.await().atMost(ExportUnderTest.PATIENCE).until(() -> replica.busy() == 0);
    assertThat(replicas.exports.discarded).contains(job);
    export.awaitNothingToDo(organization);
    export.cancel(organization, job);
    assertThat(export.events.await(organization, 2).get(1))
        .isInstanceOf(MailboxExportJobCancelled.class);
  }

  @Test
  void aJobThatIsCancelledWhileItEndsLeavesNothing() {
    replicas.exports.script(mailbox, deafUntil(letGo, 1));
    String job = export.start(organization, mailbox);
    replicas.started();
    replicas.awaitRuns(job, 1);
    export.cancel(organization, job);
    letGo.countDown();

    export.awaitNothingToDo(organization);
    assertThat(replicas.exports.discarded).contains(job);
    assertThat(export.describe(organization, job).state()).isEqualTo(CANCELLED);
  }

  @Test
  void aFailureThatMayPassIsTriedAgainAFewTimes() {
    AtomicInteger run = new AtomicInteger();
    replicas.exports.script(
        mailbox,
        watch -> {
          if (run.incrementAndGet() < 3) {
            throw ExportFailed.forNow("The mail server does not answer.", null);
          }
          return summary(4);
        });
    String hopeless = export.mailbox(organization, "hopeless");
    replicas.exports.script(
        hopeless,
        watch -> {
          throw ExportFailed.forNow("The mail server does not answer.", null);
        });
    String job = export.start(organization, mailbox);
    String failing = export.start(organization, hopeless);
    replicas.started();

    export.await(organization, job, COMPLETED);
    assertThat(run).hasValue(3);
    DescribeMailboxExportJobResponse failed = export.await(organization, failing, FAILED);
    assertThat(failed.errorInfo()).isEqualTo("The mail server does not answer.");
    assertThat(replicas.exports.runsOf(failing)).isEqualTo(5);
    assertThat(export.events.awaitOne(organization, MailboxExportJobFailed.class))
        .isEqualTo(
            new MailboxExportJobFailed(
                failing, "The mail server does not answer.", failed.endTime()));
    export.awaitNothingToDo(organization);
  }

  @Test
  void aFailureForGoodIsNotTriedAgain() {
    replicas.exports.script(
        mailbox,
        watch -> {
          throw ExportFailed.forGood("The bucket does not exist.");
        });
    String job = export.start(organization, mailbox);
    replicas.started();
    assertThat(export.await(organization, job, FAILED).errorInfo())
        .isEqualTo("The bucket does not exist.");
    assertThat(replicas.exports.runsOf(job)).isEqualTo(1);
    export.awaitNothingToDo(organization);
    assertThat(replicas.exports.discarded).containsExactly(job);
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
    replicas.started();
    export.await(organization, job, COMPLETED);
    assertThat(replicas.exports.runs.get(0).mailbox().email()).isEqualTo("new@example.com");
  }

  @Test
  void aMailboxThatHasGoneIsNotRead() {
    String job = export.start(organization, mailbox);
    export.directory.emit(
        organization, new EntityDeregistered(mailbox, "USER", List.of("Ann@example.com")));
    awaitAddress(null);
    replicas.started();
    assertThat(export.await(organization, job, FAILED).errorInfo())
        .startsWith("The mailbox has gone");
    assertThat(replicas.exports.runs).isEmpty();
    export.awaitNothingToDo(organization);
    assertThat(replicas.exports.discarded).isEmpty();
  }

  private void awaitAddress(String email) {
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> Objects.equals(export.address(organization, mailbox), email));
  }

  @Test
  void anErrorDoesNotEndTheBeats() {
    AtomicInteger calls = new AtomicInteger();
    Leases failingOnce =
        (Leases)
            Proxy.newProxyInstance(
                Leases.class.getClassLoader(),
                new Class<?>[] {Leases.class},
                (proxy, method, arguments) -> {
                  if (calls.incrementAndGet() == 1) {
                    throw new OutOfMemoryError("as scripted");
                  }
                  return method.invoke(leases, arguments);
                });
    String job = export.start(organization, mailbox);
    replicas.idle(1, LONG, failingOnce, sender).start();
    export.await(organization, job, COMPLETED);
  }

  @Test
  void anOrganizationWithMuchToDoLeavesWorkersToAnother() {
    for (int i = 0; i < 4; i++) {
      String busy = export.mailbox(organization, "busy" + i);
      replicas.exports.script(busy, until(letGo, 1));
      export.start(organization, busy);
    }
    String elsewhere = export.activeOrganization();
    String patient = export.mailbox(elsewhere, "patient");
    replicas.exports.script(patient, until(letGo, 1));
    export.start(elsewhere, patient);

    replicas.idle(2, LONG).beat();
    Awaitility.await()
        .atMost(ExportUnderTest.PATIENCE)
        .until(() -> replicas.exports.runs.size() == 2);
    assertThat(replicas.exports.runs)
        .extracting(ExportOrder::organizationId)
        .containsExactlyInAnyOrder(organization, elsewhere);
  }

  @Test
  void manyReplicasDoEachJobOnce() {
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      jobs.add(export.start(organization, export.mailbox(organization, "u" + i)));
    }
    for (int i = 0; i < 3; i++) {
      replicas.started();
    }
    jobs.forEach(job -> export.await(organization, job, COMPLETED));
    assertThat(replicas.exports.together).hasValue(1);
    jobs.forEach(job -> assertThat(replicas.exports.runsOf(job)).isEqualTo(1));
    export.awaitNothingToDo(organization);
  }
}
