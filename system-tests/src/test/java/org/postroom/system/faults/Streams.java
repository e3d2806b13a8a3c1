package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.EventLog;
import org.postroom.system.faults.Holding.Kind;

/**
 * What a subscriber of all contexts has, who reads every topic from the beginning: without gaps, or
 * the reading itself fails.
 */
final class Streams {
  private static final String NOTHING = "0/0";

  /** By epoch, and within it by sequence. */
  private static final Comparator<String> BY_PLACE =
      Comparator.<String>comparingLong(place -> Long.parseLong(place.split("/")[0]))
          .thenComparingLong(place -> Long.parseLong(place.split("/")[1]));

  private final Map<BoundedContext, EventLog> logs = new EnumMap<>(BoundedContext.class);

  private Streams(String bootstrapServers) {
    for (BoundedContext context : BoundedContext.values()) {
      logs.put(context, EventLog.read(bootstrapServers, context.eventTopic()));
    }
  }

  static Streams read(String bootstrapServers) {
    return new Streams(bootstrapServers);
  }

  int repeats() {
    return logs.values().stream().mapToInt(EventLog::repeats).sum();
  }

  /**
   * Commands that took effect twice: their events stand in two places of the sequence, since all
   * events of one decision follow each other.
   */
  List<String> decidedTwice() {
    List<String> twice = new ArrayList<>();
    logs.forEach(
        (context, log) ->
            log.organizations()
                .forEach(
                    organization -> {
                      Set<String> past = new HashSet<>();
                      String last = "";
                      for (EventEnvelope event : log.of(organization)) {
                        String cause = event.causationId();
                        if (!cause.equals(last) && !past.add(cause)) {
                          twice.add(
                              "%s of %s: %s again at %d (%s)"
                                  .formatted(
                                      context.wireName(),
                                      organization,
                                      cause,
                                      event.sequence(),
                                      event.type()));
                        }
                        last = cause;
                      }
                    }));
    return twice;
  }

  /**
   * How the last events of organizations differ from what the owner has counted. Timers go on, so
   * that the owner is asked before these streams were read and afterwards.
   *
   * @param before organization to "epoch/sequence"
   * @param after the same
   */
  List<String> untold(
      BoundedContext context, Map<String, String> before, Map<String, String> after) {
    List<String> differences = new ArrayList<>();
    after.forEach(
        (organization, latest) -> {
          List<EventEnvelope> events = logs.get(context).of(organization);
          EventEnvelope last = events.isEmpty() ? null : events.get(events.size() - 1);
          String told = last == null ? NOTHING : last.epoch() + "/" + last.sequence();
          String earliest = before.getOrDefault(organization, NOTHING);
          if (BY_PLACE.compare(told, earliest) < 0 || BY_PLACE.compare(told, latest) > 0) {
            differences.add(
                "%s was at %s and is at %s, and %s was told"
                    .formatted(organization, earliest, latest, told));
          }
        });
    return differences;
  }

  /** How the users, groups and resources that were ever created differ from what there is. */
  List<String> creations(Place place, Map<String, String> facts) {
    List<String> differences = new ArrayList<>();
    Map<String, String> created = new HashMap<>();
    for (EventEnvelope event : logs.get(BoundedContext.DIRECTORY).of(place.id())) {
      String id = null;
      String fact = null;
      if (event.type().equals(DirectoryEvents.USER_CREATED.wireName())) {
        UserCreated user = Json.read(event.data(), UserCreated.class);
        id = user.userId();
        fact = Kind.USER.fact(user.name());
      } else if (event.type().equals(DirectoryEvents.GROUP_CREATED.wireName())) {
        GroupCreated group = Json.read(event.data(), GroupCreated.class);
        id = group.groupId();
        fact = Kind.GROUP.fact(group.name());
      } else if (event.type().equals(DirectoryEvents.RESOURCE_CREATED.wireName())) {
        ResourceCreated resource = Json.read(event.data(), ResourceCreated.class);
        id = resource.resourceId();
        fact = Kind.RESOURCE.fact(resource.name());
      }
      if (fact != null && created.put(fact, id) != null) {
        differences.add(fact + " was created twice");
      }
    }
    facts.forEach(
        (fact, id) -> {
          if (fact.matches("(user|group|resource):.*") && !id.equals(created.get(fact))) {
            differences.add("%s is %s and was told as %s".formatted(fact, id, created.get(fact)));
          }
        });
    return differences;
  }
}
