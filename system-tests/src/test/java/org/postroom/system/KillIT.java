package org.postroom.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.postroom.contract.operation.BoundedContext;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * {@code kill -9} of the directory service, the gateway, the broker and PostgreSQL in the middle of
 * a CreateUser load with SDK retries. Afterwards every acknowledged user is there once, and every
 * event once, in order, without a gap. The order of the kills comes from a printed seed; repeat a
 * run with {@code -Dpostroom.kill.seed=…}, make it longer with {@code -Dpostroom.kill.rounds=…}.
 */
@Isolated
@ExtendWith(RunningSystem.class)
class KillIT {
  private static final List<String> PARTS = List.of("directory", "gateway", "kafka", "postgres");
  private static final int USERS_BETWEEN_KILLS = 40;

  @Test
  void everyAcknowledgedUserSurvives(RunningSystem.System system) {
    long seed = Long.getLong("postroom.kill.seed", java.lang.System.nanoTime());
    java.lang.System.err.println("KillIT: -Dpostroom.kill.seed=" + seed);
    Random random = new Random(seed);
    WorkMailClient client = system.patientClient();
    List<String> organizations = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      organizations.add(system.activeOrganization(client));
    }

    CreateUserLoad load = new CreateUserLoad(client, organizations, 8, Duration.ZERO);
    try (load) {
      for (int round = 0; round < Integer.getInteger("postroom.kill.rounds", 1); round++) {
        List<String> order = new ArrayList<>(PARTS);
        Collections.shuffle(order, random);
        for (String part : order) {
          awaitProgress(load, USERS_BETWEEN_KILLS + random.nextInt(USERS_BETWEEN_KILLS));
          system.kill(part);
        }
      }
      awaitProgress(load, USERS_BETWEEN_KILLS);
    }
    system.awaitHealthy();

    EventLog events =
        EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
    load.assertNothingIsLost(events);
    java.lang.System.err.printf(
        "KillIT: %d users acknowledged, %d repeated events%n", load.count(), events.repeats());
  }

  private static void awaitProgress(CreateUserLoad load, int users) {
    int target = load.count() + users;
    Awaitility.await("the load goes on after a kill")
        .atMost(Duration.ofMinutes(2))
        .until(() -> load.count() >= target);
  }
}
