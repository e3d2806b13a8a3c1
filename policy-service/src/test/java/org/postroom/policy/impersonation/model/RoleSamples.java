package org.postroom.policy.impersonation.model;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.policy.AccessEffect;
import org.postroom.contract.policy.ImpersonationRoleType;

/** Roles and rules of tests. */
public final class RoleSamples {
  static final Instant NOW = Instant.parse("2026-11-22T10:15:30.123456789Z");

  private RoleSamples() {}

  /** A rule with an id and lists, which may be empty. */
  public static Rule rule(
      String id, AccessEffect effect, List<String> targets, List<String> notTargets) {
    return new Rule(id, "the rule " + id, null, effect, targets, notTargets);
  }

  /** The first role of an organization. */
  public static Role role(List<Rule> rules) {
    return Role.create(
        0, "role-1", "Migration", ImpersonationRoleType.READ_ONLY, "Moves mail", rules, NOW);
  }
}
