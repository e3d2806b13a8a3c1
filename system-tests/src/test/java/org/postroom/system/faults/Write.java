package org.postroom.system.faults;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one call changes about an organization, in facts that can be looked up afterwards: all of it
 * happens, or nothing.
 *
 * @param call for messages
 * @param puts facts and what they become
 * @param removes facts that cease to be
 */
record Write(String call, Map<String, String> puts, Set<String> removes) {
  /** A value that only the answer tells. */
  static final String ANY = "*";

  Write {
    puts = Map.copyOf(puts);
    removes = Set.copyOf(removes);
  }

  /** Nothing that can be looked up. */
  static Write nothing(String call) {
    return new Write(call, Map.of(), Set.of());
  }

  Write put(String fact, String value) {
    Map<String, String> more = new HashMap<>(puts);
    more.put(fact, value);
    return new Write(call, more, removes);
  }

  Write remove(String fact) {
    Set<String> more = new HashSet<>(removes);
    more.add(fact);
    return new Write(call, puts, more);
  }

  /** With what the answer told. */
  Write told(String value) {
    Map<String, String> told = new HashMap<>(puts);
    told.replaceAll((fact, put) -> put.equals(ANY) ? value : put);
    return new Write(call, told, removes);
  }

  Set<String> facts() {
    Set<String> facts = new TreeSet<>(puts.keySet());
    facts.addAll(removes);
    return facts;
  }

  /** Null when the fact is no more. */
  String after(String fact) {
    return puts.get(fact);
  }

  /** Whether a fact is as it should be. */
  static boolean matches(String expected, String observed) {
    return expected == null
        ? observed == null
        : expected.equals(observed) || expected.equals(ANY) && observed != null;
  }
}
