package org.postroom.policy.access.model;

import static org.postroom.contract.policy.AccessControlRuleEffect.ALLOW;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.policy.AccessControlRuleEffect;

/** Writes access rules down one condition after the other. */
final class RuleUnderTest {
  private AccessRule rule;

  private RuleUnderTest(AccessRule rule) {
    this.rule = rule;
  }

  static RuleUnderTest rule(String name, AccessControlRuleEffect effect) {
    return new RuleUnderTest(AccessRule.unconditional(name, effect, "", Instant.EPOCH));
  }

  static RuleUnderTest allowing() {
    return rule("r", ALLOW);
  }

  RuleUnderTest ranges(List<String> in, List<String> notIn) {
    return with(in, notIn, rule.actions(), rule.notActions(), users(), roles());
  }

  RuleUnderTest actions(List<String> listed, List<String> notListed) {
    return with(rule.ipRanges(), rule.notIpRanges(), listed, notListed, users(), roles());
  }

  RuleUnderTest users(List<String> listed, List<String> notListed) {
    return with(
        rule.ipRanges(),
        rule.notIpRanges(),
        rule.actions(),
        rule.notActions(),
        List.of(listed, notListed),
        roles());
  }

  RuleUnderTest roles(List<String> listed, List<String> notListed) {
    return with(
        rule.ipRanges(),
        rule.notIpRanges(),
        rule.actions(),
        rule.notActions(),
        users(),
        List.of(listed, notListed));
  }

  AccessRule done() {
    return rule;
  }

  private List<List<String>> users() {
    return List.of(rule.userIds(), rule.notUserIds());
  }

  private List<List<String>> roles() {
    return List.of(rule.impersonationRoleIds(), rule.notImpersonationRoleIds());
  }

  private RuleUnderTest with(
      List<String> ranges,
      List<String> notRanges,
      List<String> actions,
      List<String> notActions,
      List<List<String>> users,
      List<List<String>> roles) {
    rule =
        new AccessRule(
            rule.name(),
            rule.effect(),
            "",
            ranges,
            notRanges,
            actions,
            notActions,
            users.get(0),
            users.get(1),
            roles.get(0),
            roles.get(1),
            Instant.EPOCH,
            Instant.EPOCH);
    return this;
  }
}
