package org.postroom.policy.access.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.postroom.contract.policy.AccessControlRuleEffect;

/** One rule, ready to be asked. */
final class CompiledAccessRule {
  private final AccessRule rule;
  private final IpRanges ranges;
  private final IpRanges notRanges;
  private final Set<AccessAction> actions;
  private final Set<AccessAction> notActions;

  CompiledAccessRule(AccessRule rule) {
    this.rule = rule;
    this.ranges = IpRanges.of(rule.ipRanges());
    this.notRanges = IpRanges.of(rule.notIpRanges());
    this.actions = actions(rule.actions());
    this.notActions = actions(rule.notActions());
  }

  private static Set<AccessAction> actions(List<String> names) {
    Set<AccessAction> actions = EnumSet.noneOf(AccessAction.class);
    names.forEach(name -> AccessAction.parse(name).ifPresent(actions::add));
    return actions;
  }

  String name() {
    return rule.name();
  }

  AccessControlRuleEffect effect() {
    return rule.effect();
  }

  boolean matches(AccessRequest request) {
    return matchesAction(request.action())
        && matchesPrincipal(request)
        && (rule.ipRanges().isEmpty() || ranges.contains(request.address()))
        && !notRanges.contains(request.address());
  }

  private boolean matchesAction(AccessAction action) {
    return (rule.actions().isEmpty() || actions.contains(action)) && !notActions.contains(action);
  }

  /**
   * A rule about users says nothing about roles, and the other way round; one about both holds for
   * the users it names and for the roles it names.
   */
  private boolean matchesPrincipal(AccessRequest request) {
    boolean aboutUsers = !rule.userIds().isEmpty() || !rule.notUserIds().isEmpty();
    boolean aboutRoles =
        !rule.impersonationRoleIds().isEmpty() || !rule.notImpersonationRoleIds().isEmpty();
    if (!aboutUsers && !aboutRoles) {
      return true;
    }
    return request.byRole()
        ? aboutRoles
            && isNamed(
                request.principalId(), rule.impersonationRoleIds(), rule.notImpersonationRoleIds())
        : aboutUsers && isNamed(request.principalId(), rule.userIds(), rule.notUserIds());
  }

  private static boolean isNamed(String id, List<String> named, List<String> excepted) {
    return (named.isEmpty() || named.contains(id)) && !excepted.contains(id);
  }

  /** How many numbers it keeps in memory. */
  int size() {
    return ranges.size() + notRanges.size();
  }
}
