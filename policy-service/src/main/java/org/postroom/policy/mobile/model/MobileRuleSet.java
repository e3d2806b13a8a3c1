package org.postroom.policy.mobile.model;

import java.util.List;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;

/**
 * The mobile device access rules of an organization, ready to be asked; immutable and free of I/O.
 * Any rule that matches and denies decides, then any that allows; a device that no rule matches is
 * denied. The order of the rules does not matter.
 */
public final class MobileRuleSet {
  private final List<MobileRule> rules;

  private MobileRuleSet(List<MobileRule> rules) {
    this.rules = rules;
  }

  /** A set of these rules. */
  public static MobileRuleSet of(List<MobileRule> rules) {
    return new MobileRuleSet(List.copyOf(rules));
  }

  /** What the rules make of a device. */
  public MobileDecision decide(MobileDevice device) {
    List<MobileRule> matching = rules.stream().filter(rule -> rule.matches(device)).toList();
    List<MobileRule> denying = with(MobileDeviceAccessRuleEffect.DENY, matching);
    if (!denying.isEmpty()) {
      return new MobileDecision(MobileDeviceAccessRuleEffect.DENY, denying);
    }
    return matching.isEmpty()
        ? new MobileDecision(MobileDeviceAccessRuleEffect.DENY, List.of())
        : new MobileDecision(MobileDeviceAccessRuleEffect.ALLOW, matching);
  }

  private static List<MobileRule> with(
      MobileDeviceAccessRuleEffect effect, List<MobileRule> rules) {
    return rules.stream().filter(rule -> rule.effect() == effect).toList();
  }
}
