package org.postroom.export.worker.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.export.ExportOperations.CANCEL_MAILBOX_EXPORT_JOB;
import static org.postroom.contract.export.MailboxExportJobState.COMPLETED;
import static org.postroom.contract.export.MailboxExportJobState.FAILED;
import static org.postroom.contract.export.MailboxExportJobState.RUNNING;
import static org.postroom.export.worker.application.Replicas.SHORT;
import static org.postroom.export.worker.application.Replicas.SHORTEST;
import static org.postroom.export.worker.application.ScriptedExports.deafUntil;
import static org.postroom.export.worker.application.ScriptedExports.summary;
import static org.postroom.export.worker.application.ScriptedExports.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.export.CancelMailboxExportJobRequest;
import org.postroom.contract.export.event.MailboxExportJobCompleted;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.export.testing.ExportTestResource;
import org.postroom.export.testing.ExportUnderTest;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.outbox.Publisher;

/** Replicas that die, hang or end, and those that take over from them. */
@QuarkusTest
@QuarkusTestResource(ExportTestResource.class)
class TakeOverIT extends ReplicasTest {
  @Test
  void anotherTakesOverWhatADeadOneHad() {
    replicas.exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    replicas.dies(replicas.idle(1, SHORT), job);

    ExportWorkers other = replicas.started();
    replicas.awaitRuns(job, 2);
    // The first stopped by its own clock before the second began.
    assertThat(replicas.exports.together).hasValue(1);
    assertThat(replicas.exports.aborted).containsExactly(ScriptedExports.upload(1, job));
    assertThat(replicas.exports.discarded).isEmpty();
    assertThat(other.busy()).isEqualTo(1);
    letGo.countDown();
    export.await(organization, job, COMPLETED);
    export.awaitNothingToDo(organization);
  }

  @Test
  void whoHasLostTheLeaseCompletesNothing() {
    CountDownLatch zombie = new CountDownLatch(1);
    AtomicInteger run = new AtomicInteger();
    replicas.exports.script(
        mailbox,
        watch ->
            run.incrementAndGet() == 1
                ? deafUntil(zombie, 666).run(watch)
                : until(letGo, 2).run(watch));
    String job = export.start(organization, mailbox);
    ExportWorkers deaf = replicas.idle(1, SHORT);
    replicas.dies(deaf, job);
    replicas.started();
    replicas.awaitRuns(job, 2);

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
  void whoDiesBetweenTheUploadAndItsReportLeavesTheJobToAnother() {
    AtomicInteger run = new AtomicInteger();
    replicas.exports.script(mailbox, watch -> summary(run.incrementAndGet()));
    String job = export.start(organization, mailbox);
    Publisher nowhere = new Publisher(TakeOverIT::lost, TakeOverIT::lost, 1);
    ExportWorkers mute =
        replicas.idle(
            1, SHORT, leases, new InternalCommandSender(BoundedContext.EXPORT, nowhere, 1));
    replicas.dies(mute, job);

    replicas.started();
    export.await(organization, job, COMPLETED);

    assertThat(replicas.exports.runsOf(job)).isEqualTo(2);
    assertThat(replicas.exports.aborted).containsExactly(ScriptedExports.upload(1, job));
    assertThat(replicas.exports.discarded).isEmpty();
    assertThat(export.events.awaitOne(organization, MailboxExportJobCompleted.class))
        .extracting(MailboxExportJobCompleted::totalMessages)
        .isEqualTo(2L);
    export.awaitNothingToDo(organization);
  }

  /** Takes everything and brings it nowhere. */
  private static Producer<String, byte[]> lost() {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  @Test
  void whatADeadOneWroteOfACancelledJobGoesToo() {
    replicas.exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    replicas.dies(replicas.idle(1, SHORT), job);
    export.cancel(organization, job);
    assertThat(export.count("export_run", organization)).isEqualTo(1);

    replicas.started();

    export.awaitNothingToDo(organization);
    assertThat(replicas.exports.discarded).contains(job);
    assertThat(replicas.exports.aborted).contains(ScriptedExports.upload(1, job));
    assertThat(replicas.exports.runsOf(job)).isEqualTo(1);
  }

  @Test
  void aJobWhoseWorkersKeepDyingFails() {
    replicas.exports.script(mailbox, deafUntil(letGo, 1));
    String job = export.start(organization, mailbox);
    for (int death = 1; death <= 5; death++) {
      ExportWorkers next = replicas.idle(1, SHORTEST);
      int runs = death;
      Awaitility.await()
          .atMost(ExportUnderTest.PATIENCE)
          .until(
              () -> {
                if (next.busy() == 0) {
                  next.beat();
                }
                return replicas.exports.runsOf(job) == runs;
              });
    }
    replicas.started();
    assertThat(export.await(organization, job, FAILED).errorInfo()).contains("5 times");
    assertThat(replicas.exports.runsOf(job)).isEqualTo(5);
    export.awaitNothingToDo(organization);
    assertThat(replicas.exports.aborted).contains(ScriptedExports.upload(5, job));
    assertThat(replicas.exports.discarded).containsOnly(job);
  }

  @Test
  void whoEndsInGoodOrderGivesItsJobsBack() {
    replicas.exports.script(mailbox, until(letGo, 1));
    String job = export.start(organization, mailbox);
    ExportWorkers first = replicas.started();
    replicas.awaitRuns(job, 1);
    first.close();
    assertThat(first.busy()).isZero();
    replicas.started();
    replicas.awaitRuns(job, 2);
    letGo.countDown();
    export.await(organization, job, COMPLETED);
  }
}
