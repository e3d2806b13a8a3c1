package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.CreateUserLoad;
import org.postroom.system.CreateUserLoad.Figures;
import org.postroom.system.EventLog;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * Replicas of the directory service and of the gateway are added, removed and killed under load: no
 * organization waits for more than ten seconds, no call fails in spite of the SDK's own retries,
 * and no order is lost. By hand ({@code system-tests/scale-out}); docs/scaling.md has the figures.
 */
class ScaleOutIT {
  private static final int ORGANIZATIONS = 24;
  private static final int PARTITIONS = 16;
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final Duration SERVED_AGAIN = Duration.ofSeconds(10);
  private static final Duration COMES_BACK = Duration.ofMinutes(3);
  private static final int SECONDS = Integer.getInteger("postroom.scale.seconds", 20);

  private final List<String> figures = new ArrayList<>();
  private final List<String> tooLong = new ArrayList<>();

  @Test
  void replicasComeAndGoUnderLoad() {
    try (ScaledSystem system = ScaledSystem.start();
        WorkMailClient client = system.client()) {
      system.end("directory-3", "directory-4");
      List<String> organizations = new ArrayList<>();
      for (int i = 0; i < ORGANIZATIONS; i++) {
        organizations.add(system.place(i, client).id());
      }
      CreateUserLoad load = new CreateUserLoad(client, organizations, ORGANIZATIONS, PAUSE);
      try (load) {
        // Compilers, connections, caches.
        during(load, "warm-up", () -> {});
        tooLong.clear();
        during(load, "two directory services, two gateways", () -> {});
        during(load, "two directory services more", system::startAll);
        during(load, "four directory services, two gateways", () -> {});
        during(load, "a directory service killed", () -> system.installation().kill("directory-3"));
        during(load, "a gateway killed", () -> system.installation().kill("gateway-2"));
        during(load, "a gateway removed", () -> system.end("gateway-2"));
        during(load, "a gateway added", system::startAll);
        during(
            load, "two directory services removed", () -> system.end("directory-3", "directory-4"));
      }
      figures.forEach(line -> System.err.println("ScaleOutIT: " + line));
      assertThat(tooLong).as("waited for longer than " + SERVED_AGAIN).isEmpty();
      system.startAll();
      system.installation().awaitHealthy(COMES_BACK);
      EventLog events =
          EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
      load.assertNothingIsLost(events);
      System.err.printf(
          "ScaleOutIT: %d users in %d of %d partitions, %d repeated events%n",
          load.count(), partitions(organizations), PARTITIONS, events.repeats());
    }
  }

  private void during(CreateUserLoad load, String what, Runnable change) {
    System.err.println("ScaleOutIT: " + Instant.now() + " " + what);
    load.figures();
    change.run();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(SECONDS));
    Figures seen = load.figures();
    figures.add(what + ": " + seen);
    if (seen.longest().compareTo(SERVED_AGAIN) > 0) {
      tooLong.add(what + ": " + seen);
    }
  }

  private static long partitions(List<String> organizations) {
    return organizations.stream()
        .map(id -> Utils.toPositive(Utils.murmur2(Utils.utf8(id))) % PARTITIONS)
        .distinct()
        .count();
  }
}
