package org.postroom.system.faults;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What clients have been told about one organization: facts that hold because the write was
 * acknowledged, and writes of which nobody knows whether they have happened. Each fact is written
 * by one client, one call after the other; after a call without an answer it is left alone, for
 * good or until the call can no longer take effect.
 */
final class Ledger {
  private final Map<String, String> sure = new TreeMap<>();
  private final List<Write> open = new ArrayList<>();

  synchronized void acknowledged(Write write) {
    // What was open about these facts has happened before, or never will.
    open.removeIf(earlier -> earlier.facts().stream().anyMatch(write.facts()::contains));
    write.removes().forEach(sure::remove);
    sure.putAll(write.puts());
  }

  synchronized void unanswered(Write write) {
    if (!write.facts().isEmpty()) {
      open.add(write);
    }
  }

  /** What a fact is known to be; null when it is not, or when nobody knows. */
  synchronized String acknowledged(String fact) {
    return sure.get(fact);
  }

  synchronized int size() {
    return sure.size();
  }

  synchronized int unanswered() {
    return open.size();
  }

  /** How what is there differs from what may be there. */
  synchronized List<String> differences(Map<String, String> observed) {
    List<String> differences = new ArrayList<>();
    Set<String> uncertain = new HashSet<>();
    open.forEach(write -> uncertain.addAll(write.facts()));
    Set<String> facts = new TreeSet<>(sure.keySet());
    facts.addAll(observed.keySet());
    facts.removeAll(uncertain);
    for (String fact : facts) {
      if (!Write.matches(sure.get(fact), observed.get(fact))) {
        differences.add(
            "%s: acknowledged %s, found %s".formatted(fact, sure.get(fact), observed.get(fact)));
      }
    }
    open.forEach(write -> judge(write, observed, differences));
    return differences;
  }

  private void judge(Write write, Map<String, String> observed, List<String> differences) {
    boolean absent = true;
    boolean there = true;
    for (String fact : write.facts()) {
      String found = observed.get(fact);
      absent &=
          Write.matches(sure.get(fact), found)
              || open.stream()
                  .anyMatch(
                      other ->
                          other != write
                              && other.facts().contains(fact)
                              && Write.matches(other.after(fact), found));
      there &= Write.matches(write.after(fact), found);
    }
    if (!absent && !there) {
      Map<String, String> found = new TreeMap<>();
      write.facts().forEach(fact -> found.put(fact, String.valueOf(observed.get(fact))));
      differences.add(
          "unanswered %s is neither wholly there nor wholly absent: %s".formatted(write, found));
    }
  }
}
