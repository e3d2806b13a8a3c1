package org.postroom.export.worker.application;

import jakarta.inject.Inject;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postroom.export.testing.ExportServiceTest;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;

/** A test of replicas that find a mailbox and nothing to do yet, and end with it. */
abstract class ReplicasTest extends ExportServiceTest {
  /** What runs that wait are let go by; at the latest when the test ends. */
  final CountDownLatch letGo = new CountDownLatch(1);

  @Inject Leases leases;
  @Inject Database database;
  @Inject InternalCommandSender sender;

  Replicas replicas;
  String mailbox;

  @BeforeEach
  void aMailboxAndNothingToDo() {
    export.dropRuns();
    replicas = new Replicas(leases, database, sender);
    mailbox = export.mailbox(organization, "Ann");
  }

  @AfterEach
  void endAll() {
    letGo.countDown();
    replicas.close();
  }
}
