package org.postroom.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.PartStatus;
import org.postroom.system.AuditRecords;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * A mixed load of all contexts, by clients with the SDK's own retries, while everything is killed,
 * frozen and cut off in turn. Afterwards what the clients were told is compared with the state, the
 * event streams, the databases and the audit stream. Seed, length and brokers are chosen with
 * {@code -Dpostroom.faults.seed}, {@code .seconds} and {@code .brokers}; the seed is printed.
 * docs/faults.md says what it is for.
 */
class FaultsIT {
  private static final int PLACES = 3;
  private static final Duration COMES_BACK = Duration.ofMinutes(3);

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
        WorkMailClient client = system.client()) {
      System.err.println("FaultsIT: logs in " + system.logs());
      List<Place> places = new ArrayList<>();
      for (int i = 0; i < PLACES; i++) {
        places.add(system.place(i, client));
      }
      // A place's own settings, before anybody has set them.
      places.forEach(
          place -> place.ledger().acknowledged(Write.nothing("set-up").put("dmarc", "true")));
      Storm storm = new Storm(system, new Random(random.nextLong()), history::acknowledged);
      Load load = new Load(system, places, organizations, history, random, think);
      try (load) {
        storm.rage(time);
      }
      Map<String, String> wrong = new TreeMap<>();
      report(wrong, "what clients saw", history.violations());
      try (Quiet quiet = new Quiet(system)) {
        comesBack(system, quiet, storm, wrong);
        compare(system, quiet, client, places, load.contest(), wrong);
      }
      tell(storm, places);
      assertThat(wrong).as("-Dpostroom.faults.seed=%d", seed).isEmpty();
    }
  }

  private static void report(Map<String, String> wrong, String what, List<String> differences) {
    if (!differences.isEmpty()) {
      wrong.put(
          what,
          differences.stream()
              .limit(50)
              .collect(
                  Collectors.joining(
                      "\n    ", "\n    ", "\n  %d\n".formatted(differences.size()))));
    }
  }

  /** Every process is up again without our doing, and everything that was begun is done. */
  private static void comesBack(
      FaultySystem system, Quiet quiet, Storm storm, Map<String, String> wrong) {
    system.installation().awaitHealthy(COMES_BACK);
    List<String> complaints = new ArrayList<>();
    try {
      Awaitility.await("everything comes to its end")
          .atMost(COMES_BACK)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                complaints.clear();
                complaints.addAll(quiet.complaints());
                return complaints.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      report(wrong, "what does not come to its end", complaints);
    }
    List<String> restarts = new ArrayList<>();
    for (PartStatus part : system.installation().status()) {
      int kills = storm.kills().getOrDefault(part.name(), 0);
      if (part.restarts() != kills) {
        restarts.add(
            "%s was killed %d times and started again %d times"
                .formatted(part.name(), kills, part.restarts()));
      }
    }
    report(wrong, "processes that ended by themselves", restarts);
  }

  private void compare(
      FaultySystem system,
      Quiet quiet,
      WorkMailClient client,
      List<Place> places,
      Contest contest,
      Map<String, String> wrong) {
    Streams streams = Streams.read(system.installation().bootstrapServers());
    report(wrong, "decided twice", streams.decidedTwice());
    for (BoundedContext context : BoundedContext.values()) {
      report(
          wrong,
          "untold events of " + context.wireName(),
          streams.untold(context, quiet.sequences(context)));
    }
    for (Place place : places) {
      Observed observed = Observed.of(client, place);
      report(wrong, "state of " + place.id(), place.ledger().differences(observed.facts()));
      report(wrong, "contest in " + place.id(), contest.differences(place, observed.contested()));
      report(wrong, "creations in " + place.id(), streams.creations(place, observed.facts()));
    }
    report(
        wrong,
        "organizations",
        organizations.differences(Observed.organizations(client, "passing-")));
    compareWithAudit(system, wrong);
    report(wrong, "chains of the audit stream", system.brokenChains());
    System.err.printf("FaultsIT: %d repeated events%n", streams.repeats());
  }

  /** A call that got a 503 may be on record or not: nobody promised. */
  private void compareWithAudit(FaultySystem system, Map<String, String> wrong) {
    Map<String, String> answered =
        history.calls(call -> call.outcome() != History.End.UNANSWERED).stream()
            .collect(Collectors.toMap(History.Call::requestId, History.Call::toString));
    Map<String, Integer> records = new HashMap<>();
    Set<String> missing =
        AuditRecords.read(
            system.installation().bootstrapServers(),
            answered.keySet(),
            COMES_BACK,
            record -> records.merge(AuditRecords.requestOf(record), 1, Integer::sum));
    report(wrong, "answered without a record", missing.stream().map(answered::get).toList());
    report(
        wrong,
        "recorded more than once",
        records.entrySet().stream()
            .filter(one -> one.getValue() > 1 && answered.containsKey(one.getKey()))
            .map(one -> one.getValue() + " times " + answered.get(one.getKey()))
            .toList());
    System.err.printf(
        "FaultsIT: %d audit records%n", records.values().stream().mapToInt(n -> n).sum());
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
