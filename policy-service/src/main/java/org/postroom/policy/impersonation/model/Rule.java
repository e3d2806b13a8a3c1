package org.postroom.policy.impersonation.model;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.postroom.contract.policy.AccessEffect;
import org.postroom.contract.policy.ImpersonationMatchedRule;
import org.postroom.contract.policy.ImpersonationRule;

/**
 * A rule of an impersonation role: whom the role may act as, or may not.
 *
 * @param id chosen by the caller, unique within the role
 * @param name null when it has none
 * @param description null when it has none
 * @param targetUsers the ids of users it is about; empty when this does not matter
 * @param notTargetUsers the ids of users it is not about; empty when this does not matter
 */
public record Rule(
    String id,
    String name,
    String description,
    AccessEffect effect,
    List<String> targetUsers,
    List<String> notTargetUsers) {

  public Rule {
    targetUsers = List.copyOf(targetUsers);
    notTargetUsers = List.copyOf(notTargetUsers);
  }

  /**
   * The rule as it was requested.
   *
   * @param userIds the ids of all users that it names, by how it names them
   */
  public static Rule of(ImpersonationRule requested, Map<String, String> userIds) {
    return new Rule(
        requested.impersonationRuleId(),
        requested.name(),
        requested.description(),
        AccessEffect.valueOf(requested.effect()),
        ids(requested.targetUsers(), userIds),
        ids(requested.notTargetUsers(), userIds));
  }

  /** The rule as it was told before, with the ids of users. */
  public static Rule of(ImpersonationRule told) {
    return new Rule(
        told.impersonationRuleId(),
        told.name(),
        told.description(),
        AccessEffect.valueOf(told.effect()),
        given(told.targetUsers()),
        given(told.notTargetUsers()));
  }

  /** How requested rules name users, in the order in which they do, each name once. */
  public static List<String> usersNamedIn(Collection<ImpersonationRule> requested) {
    return requested.stream()
        .flatMap(
            rule ->
                Stream.concat(
                    given(rule.targetUsers()).stream(), given(rule.notTargetUsers()).stream()))
        .distinct()
        .toList();
  }

  /** Whether it is about this user: in the one list, if there is one, and not in the other. */
  public boolean matches(String userId) {
    return (targetUsers.isEmpty() || targetUsers.contains(userId))
        && !notTargetUsers.contains(userId);
  }

  /** The rule as callers and subscribers see it; an absent list is no condition. */
  public ImpersonationRule told() {
    return new ImpersonationRule(
        id,
        name,
        description,
        effect.name(),
        targetUsers.isEmpty() ? null : targetUsers,
        notTargetUsers.isEmpty() ? null : notTargetUsers);
  }

  /** The rule as one of those that decided. */
  public ImpersonationMatchedRule matched() {
    return new ImpersonationMatchedRule(id, name);
  }

  private static List<String> ids(List<String> names, Map<String, String> userIds) {
    return given(names).stream().map(userIds::get).distinct().toList();
  }

  private static List<String> given(List<String> list) {
    return list == null ? List.of() : list;
  }
}
