package org.postroom.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.PartStatus;
import org.postroom.system.CreateUserLoad;
import org.postroom.system.EventLog;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * A mixed load of all contexts, by clients with the SDK's own retries, and one of CreateUser alone,
 * by clients that retry for as long as it takes, while everything is killed, frozen and cut off in
 * turn. Afterwards what the clients were told is compared with the state, the event streams, the
 * databases and the audit stream. Seed, length and brokers are chosen with {@code
 * -Dpostroom.faults.seed}, {@code .seconds} and {@code .brokers}; the seed is printed.
 * docs/faults.md says what it is for. It takes longest, so it begins first.
 */
@Order(1)
class FaultsIT {
  private static final int PLACES = 3;
  private static final int CREATORS = 4;
  private static final Duration CREATORS_PAUSE = Duration.ofMillis(200);

  private final History history = new History();
  private final Ledger organizations = new Ledger();

  @Test
  void nothingAcknowledgedIsLostAndNothingHappensTwice() {
    long seed = Long.getLong("postroom.faults.seed", System.nanoTime());
    Duration time = Duration.ofSeconds(Integer.getInteger("postroom.faults.seconds", 75));
    int brokers = Integer.getInteger("postroom.faults.brokers", 1);
    Duration think = Duration.ofMillis(Integer.getInteger("postroom.faults.think", 60));
    System.err.printf(
        "FaultsIT: -Dpostroom.faults.seed=%d -Dpostroom.faults.seconds=%d"
            + " -Dpostroom.faults.brokers=%d -Dpostroom.faults.think=%d%n",
        seed, time.toSeconds(), brokers, think.toMillis());
    Random random = new Random(seed);
    try (FaultySystem system = FaultySystem.start(brokers);
        WorkMailClient client = system.client();
        WorkMailClient patient = system.patientClient()) {
      System.err.println("FaultsIT: logs in " + system.logs());
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        places.add(system.place(i, client));
      }
      // A place's own settings, before anybody has set them.
      places.forEach(
          place -> place.ledger().acknowledged(Write.nothing("set-up").put("dmarc", "true")));
      List<String> crowded =
          List.of(system.place(PLACES, client).id(), system.place(PLACES + 1, client).id());
      CreateUserLoad users = new CreateUserLoad(patient, crowded, CREATORS, CREATORS_PAUSE);
      Storm storm =
          new Storm(
              system, new Random(random.nextLong()), List.of(history::acknowledged, users::count));
      Load load = new Load(system, places, organizations, history, random, think);
      try (users;
          load) {
        storm.rage(time);
      }
      Verdict verdict = new Verdict(system, history);
      system.installation().awaitHealthy(Verdict.COMES_BACK);
      verdict.report("processes that ended by themselves", restarts(system, storm));
      verdict.compare(client, places, organizations, load.contest());
      verdict.report("chains of the audit stream", system.brokenChains());
      tell(storm, places);
      System.err.printf("FaultsIT: %d users created%n", users.count());
      EventLog events =
          EventLog.read(system.bootstrapServers(), BoundedContext.DIRECTORY.eventTopic());
      SoftAssertions.assertSoftly(
          all -> {
            all.assertThat(verdict.wrong()).as("-Dpostroom.faults.seed=%d", seed).isEmpty();
            all.check(() -> users.assertNothingIsLost(events));
          });
    }
  }

  private static List<String> restarts(FaultySystem system, Storm storm) {
    List<String> restarts = new ArrayList<>();
    for (PartStatus part : system.installation().status()) {
      int kills = storm.kills().getOrDefault(part.name(), 0);
      if (part.restarts() != kills) {
        restarts.add(
            "%s was killed %d times and started again %d times"
                .formatted(part.name(), kills, part.restarts()));
      }
    }
    return restarts;
  }

  private void tell(Storm storm, List<Place> places) {
    System.err.printf(
        "FaultsIT: %d faults; calls %s; %d facts, %d writes without an answer%n",
        storm.count(),
        history.outcomes(),
        places.stream().mapToInt(place -> place.ledger().size()).sum() + organizations.size(),
        places.stream().mapToInt(place -> place.ledger().unanswered()).sum()
            + organizations.unanswered());
    Map<String, Long> operations =
        history.calls(call -> call.outcome() == History.End.ACKNOWLEDGED).stream()
            .collect(
                Collectors.groupingBy(
                    History.Call::operation, TreeMap::new, Collectors.counting()));
    System.err.println("FaultsIT: acknowledged " + operations);
  }
}
