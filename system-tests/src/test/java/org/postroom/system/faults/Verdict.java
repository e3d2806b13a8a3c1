package org.postroom.system.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.AuditRecords;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * What clients were told, compared with the state, the event streams, the databases and the audit
 * stream, when everything has come to its end.
 */
final class Verdict {
  /** How long what was begun may take to come to its end. */
  static final Duration COMES_BACK = Duration.ofMinutes(5);

  private static final int SHOWN = 50;

  private final SystemUnderLoad system;
  private final History history;
  private final Map<String, String> wrong = new TreeMap<>();

  Verdict(SystemUnderLoad system, History history) {
    this.system = system;
    this.history = history;
  }

  /** All that differs; empty when nothing does. */
  Map<String, String> wrong() {
    return wrong;
  }

  /** Something that somebody else has compared. */
  void report(String what, List<String> differences) {
    if (!differences.isEmpty()) {
      wrong.put(
          what,
          differences.stream()
              .limit(SHOWN)
              .collect(
                  Collectors.joining(
                      "\n    ", "\n    ", "\n  %d\n".formatted(differences.size()))));
    }
  }

  /** Waits until all is done that was begun, and compares. */
  void compare(WorkMailClient client, List<Place> places, Ledger organizations, Contest contest) {
    report("what clients saw", history.violations());
    Streams streams;
    try (Quiet quiet = new Quiet(system)) {
      awaitEnd(quiet);
      streams = awaitTold(quiet);
    }
    report("decided twice", streams.decidedTwice());
    for (Place place : places) {
      Observed observed = Observed.of(client, place);
      report("state of " + place.id(), place.ledger().differences(observed.facts()));
      report("contest in " + place.id(), contest.differences(place, observed.contested()));
      report("creations in " + place.id(), streams.creations(place, observed.facts()));
    }
    report("organizations", organizations.differences(Observed.organizations(client, "passing-")));
    compareWithAudit();
    System.err.printf("%d repeated events%n", streams.repeats());
  }

  private void awaitEnd(Quiet quiet) {
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
      report("what does not come to its end", complaints);
    }
  }

  /** The streams, when they have all that was committed before; what is told takes a moment. */
  private Streams awaitTold(Quiet quiet) {
    AtomicReference<Streams> streams = new AtomicReference<>();
    Map<String, List<String>> untold = new TreeMap<>();
    try {
      Awaitility.await("all is told")
          .atMost(COMES_BACK)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                Map<BoundedContext, Map<String, String>> before = quiet.sequences();
                streams.set(Streams.read(system.bootstrapServers()));
                Map<BoundedContext, Map<String, String>> after = quiet.sequences();
                before.forEach(
                    (context, places) ->
                        untold.put(
                            "untold events of " + context.wireName(),
                            streams.get().untold(context, places, after.get(context))));
                return untold.values().stream().allMatch(List::isEmpty);
              });
    } catch (ConditionTimeoutException e) {
      untold.forEach(this::report);
    }
    return streams.get();
  }

  /** A call that got a 503 may be on record or not: nobody promised. */
  private void compareWithAudit() {
    Map<String, String> answered =
        history.calls(call -> call.outcome() != History.End.UNANSWERED).stream()
            .collect(Collectors.toMap(History.Call::requestId, History.Call::toString));
    Map<String, Integer> records = new HashMap<>();
    Set<String> missing =
        AuditRecords.read(
            system.bootstrapServers(),
            answered.keySet(),
            COMES_BACK,
            record -> records.merge(AuditRecords.requestOf(record), 1, Integer::sum));
    report("answered without a record", missing.stream().map(answered::get).toList());
    report(
        "recorded more than once",
        records.entrySet().stream()
            .filter(one -> one.getValue() > 1 && answered.containsKey(one.getKey()))
            .map(one -> one.getValue() + " times " + answered.get(one.getKey()))
            .toList());
    System.err.printf("%d audit records%n", records.values().stream().mapToInt(n -> n).sum());
  }
}
