package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.EventLog;
import org.postroom.system.faults.Probe.Figures;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.ListUsersResponse;
import software.amazon.awssdk.services.workmail.model.User;

/**
 * Replicas of the directory service and of the gateway are added, removed and killed under load: no
 * organization waits for more than ten seconds, no call fails in spite of the SDK's own retries,
 * and no order is lost. By hand ({@code system-tests/scale-out}); docs/scaling.md has the figures.
 */
class ScaleOutIT {
  private static final int ORGANIZATIONS = 24;
  private static final int PARTITIONS = 16;
  private static final Duration SERVED_AGAIN = Duration.ofSeconds(10);
  private static final Duration COMES_BACK = Duration.ofMinutes(3);
  private static final int SECONDS = Integer.getInteger("postroom.scale.seconds", 20);

  private final List<String> figures = new ArrayList<>();
  private final List<String> tooLong = new ArrayList<>();

  @Test
  void replicasComeAndGoUnderLoad() {
    try (ScaledSystem system = ScaledSystem.start();
        WorkMailClient client = system.client()) {
      system.stop(ScaledSystem.DIRECTORIES.subList(2, 4));
      List<String> organizations = new ArrayList<>();
      for (int i = 0; i < ORGANIZATIONS; i++) {
        organizations.add(system.place(i, client).id());
      }
      Probe probe = new Probe(client, organizations);
      try (probe) {
        // Compilers, connections, caches.
        during(probe, "warm-up", () -> {});
        tooLong.clear();
        during(probe, "two directory services, two gateways", () -> {});
        during(probe, "two directory services more", () -> system.startAll());
        during(probe, "four directory services, two gateways", () -> {});
        during(probe, "a directory service killed", () -> system.kill("directory-3"));
        during(probe, "a gateway killed", () -> system.kill("gateway-2"));
        during(probe, "a gateway removed", () -> system.stop(List.of("gateway-2")));
        during(probe, "a gateway added", () -> system.startAll());
        during(
            probe,
            "two directory services removed",
            () -> system.stop(ScaledSystem.DIRECTORIES.subList(2, 4)));
      }
      figures.forEach(line -> System.err.println("ScaleOutIT: " + line));
      assertThat(probe.failures()).as("calls that failed in spite of retries").isEmpty();
      assertThat(tooLong).as("waited for longer than " + SERVED_AGAIN).isEmpty();
      nothingIsLost(system, client, probe);
    }
  }

  private void during(Probe probe, String what, Runnable change) {
    System.err.println("ScaleOutIT: " + Instant.now() + " " + what);
    probe.figures();
    change.run();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    Figures seen = probe.figures();
    figures.add(what + ": " + seen);
    if (seen.longest().compareTo(SERVED_AGAIN) > 0) {
      tooLong.add(what + ": " + seen);
    }
  }

  /** Every acknowledged user is there once, and was told of once, in order, without a gap. */
  private static void nothingIsLost(ScaledSystem system, WorkMailClient client, Probe probe) {
    system.awaitHealthy(COMES_BACK);
    EventLog events =
        EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
    long partitions =
        probe.organizations().stream()
            .map(id -> Utils.toPositive(Utils.murmur2(Utils.utf8(id))) % PARTITIONS)
            .distinct()
            .count();
    for (String organization : probe.organizations()) {
      Map<String, String> listed = new HashMap<>();
      for (ListUsersResponse page :
          client.listUsersPaginator(r -> r.organizationId(organization).maxResults(100))) {
        for (User user : page.users()) {
          assertThat(listed.put(user.name(), user.id())).as(user.name()).isNull();
        }
      }
      assertThat(listed).isEqualTo(probe.acknowledged().get(organization));
      Map<String, String> told = new HashMap<>();
      for (EventEnvelope event : events.of(organization)) {
        if (event.type().equals(DirectoryEvents.USER_CREATED.wireName())) {
          UserCreated user = Json.read(event.data(), UserCreated.class);
          assertThat(told.put(user.name(), user.userId())).as(user.name()).isNull();
        }
      }
      assertThat(told).isEqualTo(listed);
    }
    System.err.printf(
        "ScaleOutIT: %d users in %d of %d partitions, %d repeated events%n",
        probe.acknowledged().values().stream().mapToInt(Map::size).sum(),
        partitions,
        PARTITIONS,
        events.repeats());
  }
}
