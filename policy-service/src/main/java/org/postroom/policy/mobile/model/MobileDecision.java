package org.postroom.policy.mobile.model;

import java.util.List;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;

/**
 * What the rules make of a device.
 *
 * @param effect the effect
 * @param matchedRules the rules that match and have this effect, in their order; empty when nothing
 *     matched, which denies
 */
public record MobileDecision(MobileDeviceAccessRuleEffect effect, List<MobileRule> matchedRules) {
  public MobileDecision {
    matchedRules = List.copyOf(matchedRules);
  }

  /** Whether it is allowed. */
  public boolean isAllowed() {
    return effect == MobileDeviceAccessRuleEffect.ALLOW;
  }
}
