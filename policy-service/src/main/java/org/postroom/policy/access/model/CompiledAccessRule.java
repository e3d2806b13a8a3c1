package org.postroom.policy.access.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.contract.policy.AccessControlRuleEffect;

/**
 * One rule, ready to be asked. It keeps what decisions need and nothing else: as text, ranges take
 * ten times the memory.
 */
final class CompiledAccessRule {
  /** What a text takes in memory beside its characters, in numbers of four bytes. */
  private static final int TEXT_OVERHEAD = 15;

  private final String name;
  private final AccessControlRuleEffect effect;
  private final boolean anyRange;
  private final IpRanges ranges;
  private final IpRanges notRanges;
  private final boolean anyAction;
  private final Set<AccessAction> actions;
  private final Set<AccessAction> notActions;
  private final List<String> userIds;
  private final List<String> notUserIds;
  private final List<String> roleIds;
  private final List<String> notRoleIds;

  CompiledAccessRule(AccessRule rule) {
    this.name = rule.name();
    this.effect = rule.effect();
    this.anyRange = rule.ipRanges().isEmpty();
    this.ranges = IpRanges.of(rule.ipRanges());
    this.notRanges = IpRanges.of(rule.notIpRanges());
    this.anyAction = rule.actions().isEmpty();
    this.actions = actions(rule.actions());
    this.notActions = actions(rule.notActions());
    this.userIds = rule.userIds();
    this.notUserIds = rule.notUserIds();
    this.roleIds = rule.impersonationRoleIds();
    this.notRoleIds = rule.notImpersonationRoleIds();
  }

  private static Set<AccessAction> actions(List<String> names) {
    Set<AccessAction> actions = EnumSet.noneOf(AccessAction.class);
    names.forEach(name -> AccessAction.parse(name).ifPresent(actions::add));
    return actions;
  }

  String name() {
    return name;
  }

  AccessControlRuleEffect effect() {
    return effect;
  }

  boolean matches(AccessRequest request) {
    return matchesAction(request.action())
        && matchesPrincipal(request)
        && (anyRange || ranges.contains(request.address()))
        && !notRanges.contains(request.address());
  }

  private boolean matchesAction(AccessAction action) {
    return (anyAction || actions.contains(action)) && !notActions.contains(action);
  }

  /**
   * A rule about users says nothing about roles, and the other way round; one about both holds for
   * the users it names and for the roles it names.
   */
  private boolean matchesPrincipal(AccessRequest request) {
    boolean aboutUsers = !userIds.isEmpty() || !notUserIds.isEmpty();
    boolean aboutRoles = !roleIds.isEmpty() || !notRoleIds.isEmpty();
    if (!aboutUsers && !aboutRoles) {
      return true;
    }
    return request.byRole()
        ? aboutRoles && isNamed(request.principalId(), roleIds, notRoleIds)
        : aboutUsers && isNamed(request.principalId(), userIds, notUserIds);
  }

  private static boolean isNamed(String id, List<String> named, List<String> excepted) {
    return (named.isEmpty() || named.contains(id)) && !excepted.contains(id);
  }

  /** How many numbers it keeps in memory, about; texts counted as the numbers they would be. */
  int size() {
    return ranges.size()
        + notRanges.size()
        + Stream.of(userIds, notUserIds, roleIds, notRoleIds)
            .flatMap(List::stream)
            .mapToInt(id -> TEXT_OVERHEAD + id.length() / Integer.BYTES)
            .sum();
  }
}
