package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.postroom.system.faults.Caller.Answer;

/** Names that every client wants for a user of its own, at about the same time. */
final class Contest {
  /** What contested names begin with; they are in nobody's ledger. */
  static final String PREFIX = "contested-";

  private static final long TURN_NANOS = 2_000_000_000L;

  private final Map<String, ConcurrentLinkedQueue<String>> winners = new ConcurrentHashMap<>();
  private final Map<String, Boolean> losers = new ConcurrentHashMap<>();
  private final long begin = System.nanoTime();

  void step(Caller caller, Place place) {
    String name = PREFIX + (System.nanoTime() - begin) / TURN_NANOS;
    String where = place.id() + "/" + name;
    Answer<?> answer =
        caller.call(
            "CreateUser",
            place.id(),
            name,
            () -> {
              var created =
                  caller
                      .workmail()
                      .createUser(r -> r.organizationId(place.id()).name(name).displayName(name));
              winners
                  .computeIfAbsent(where, key -> new ConcurrentLinkedQueue<>())
                  .add(created.userId());
              return created;
            });
    if (answer.end() == History.End.REFUSED) {
      losers.put(where, true);
      if (!answer.error().startsWith("NameAvailability")) {
        caller.violated(name + " was refused with " + answer.error());
      }
    }
  }

  /**
   * What is wrong with the contested names of an organization.
   *
   * @param users the users there, name to id
   */
  List<String> differences(Place place, Map<String, String> users) {
    List<String> differences = new ArrayList<>();
    winners.forEach(
        (where, ids) -> {
          if (!where.startsWith(place.id() + "/")) {
            return;
          }
          String name = where.substring(where.indexOf('/') + 1);
          if (ids.size() != 1 || !ids.peek().equals(users.get(name))) {
            differences.add(
                "%s was acknowledged as %s and is %s".formatted(name, ids, users.get(name)));
          }
        });
    losers.forEach(
        (where, lost) -> {
          String name = where.substring(where.indexOf('/') + 1);
          if (where.startsWith(place.id() + "/") && !users.containsKey(name)) {
            differences.add(name + " was refused as taken, and nobody has it");
          }
        });
    return differences;
  }
}
