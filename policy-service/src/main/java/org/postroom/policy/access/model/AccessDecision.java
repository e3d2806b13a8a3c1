package org.postroom.policy.access.model;

import java.util.List;
import org.postroom.contract.policy.AccessControlRuleEffect;

/**
 * What the rules make of an access.
 *
 * @param effect the effect
 * @param matchedRules the names of the rules that match and have this effect, in the order of the
 *     rules; empty when nothing matched, which denies
 */
public record AccessDecision(AccessControlRuleEffect effect, List<String> matchedRules) {
  public AccessDecision {
    matchedRules = List.copyOf(matchedRules);
  }

  /** Whether it is allowed. */
  public boolean isAllowed() {
    return effect == AccessControlRuleEffect.ALLOW;
  }
}
