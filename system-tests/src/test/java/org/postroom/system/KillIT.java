package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.ListUsersResponse;
import software.amazon.awssdk.services.workmail.model.User;

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

    CreateUserLoad load = new CreateUserLoad(client, organizations, 8);
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

    assertThat(load.failures()).as("calls that failed in spite of retries").isEmpty();
    EventLog events =
        EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
    for (String organization : organizations) {
      Map<String, String> listed = listed(client, organization);
      assertThat(listed).containsAllEntriesOf(load.acknowledged().get(organization));
      assertThat(created(events.of(organization)))
          .as("one UserCreated for each user of %s", organization)
          .isEqualTo(listed);
    }
    java.lang.System.err.printf(
        "KillIT: %d users acknowledged, %d repeated events%n", load.count(), events.repeats());
  }

  private static void awaitProgress(CreateUserLoad load, int users) {
    int target = load.count() + users;
    Awaitility.await("the load goes on after a kill")
        .atMost(Duration.ofMinutes(2))
        .until(() -> load.count() >= target);
  }

  private static Map<String, String> listed(WorkMailClient client, String organization) {
    Map<String, String> users = new HashMap<>();
    for (ListUsersResponse page :
        client.listUsersPaginator(r -> r.organizationId(organization).maxResults(100))) {
      for (User user : page.users()) {
        assertThat(users.put(user.name(), user.id()))
            .as("%s is listed twice", user.name())
            .isNull();
      }
    }
    return users;
  }

  private static Map<String, String> created(List<EventEnvelope> events) {
    Map<String, String> users = new HashMap<>();
    for (EventEnvelope event : events) {
      if (event.type().equals(DirectoryEvents.USER_CREATED.wireName())) {
        UserCreated user = Json.read(event.data(), UserCreated.class);
        assertThat(users.put(user.name(), user.userId()))
            .as("%s was created twice", user.name())
            .isNull();
      }
    }
    return users;
  }
}
