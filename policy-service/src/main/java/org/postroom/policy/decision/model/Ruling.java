package org.postroom.policy.decision.model;

import java.util.List;

/**
 * What a mail server is told.
 *
 * @param denial why not; null when it is allowed
 * @param matchedRules the rules that decided: names of access control rules or of mobile device
 *     access rules, or ids of a role's rules; empty when none did
 */
public record Ruling(Denial denial, List<String> matchedRules) {
  public Ruling {
    matchedRules = List.copyOf(matchedRules);
  }

  /** Yes. */
  public static Ruling allowed(List<String> matchedRules) {
    return new Ruling(null, matchedRules);
  }

  /** No, by these rules. */
  public static Ruling denied(Denial denial, List<String> matchedRules) {
    return new Ruling(denial, matchedRules);
  }

  /** No, whatever the rules are. */
  public static Ruling denied(Denial denial) {
    return new Ruling(denial, List.of());
  }

  /** Whether it is allowed. */
  public boolean isAllowed() {
    return denial == null;
  }
}
