package org.postroom.policy.access.model;

import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.policy.AccessControlRuleEffect;

/**
 * The access control rules of an organization, ready to be asked; immutable and free of I/O. Any
 * rule that matches and denies decides, then any that allows; what no rule matches is denied. The
 * order of the rules does not matter.
 */
public final class AccessRuleSet {
  private final List<CompiledAccessRule> rules;

  private AccessRuleSet(List<CompiledAccessRule> rules) {
    this.rules = rules;
  }

  /** Makes these rules ready. */
  public static AccessRuleSet of(List<AccessRule> rules) {
    return new AccessRuleSet(rules.stream().map(CompiledAccessRule::new).toList());
  }

  /** What the rules make of an access. */
  public AccessDecision decide(AccessRequest request) {
    List<String> allowing = null;
    List<String> denying = null;
    for (CompiledAccessRule rule : rules) {
      if (!rule.matches(request)) {
        continue;
      }
      if (rule.effect() == AccessControlRuleEffect.DENY) {
        denying = with(denying, rule.name());
      } else {
        allowing = with(allowing, rule.name());
      }
    }
    if (denying != null) {
      return new AccessDecision(AccessControlRuleEffect.DENY, denying);
    }
    return allowing == null
        ? new AccessDecision(AccessControlRuleEffect.DENY, List.of())
        : new AccessDecision(AccessControlRuleEffect.ALLOW, allowing);
  }

  private static List<String> with(List<String> names, String name) {
    List<String> more = names == null ? new ArrayList<>(AccessRule.MAX_RULES) : names;
    more.add(name);
    return more;
  }

  /** How many numbers it keeps in memory, about. */
  public int size() {
    return rules.stream().mapToInt(CompiledAccessRule::size).sum();
  }
}
