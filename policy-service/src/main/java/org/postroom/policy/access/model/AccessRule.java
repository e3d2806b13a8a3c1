package org.postroom.policy.access.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.AccessControlRule;
import org.postroom.contract.policy.AccessControlRuleEffect;
import org.postroom.contract.policy.PutAccessControlRuleRequest;
import org.postroom.contract.policy.event.AccessControlRuleDeleted;
import org.postroom.contract.policy.event.AccessControlRulePut;

/**
 * An access control rule as it was written. A list without elements is no condition; conditions of
 * different lists must all hold.
 */
public record AccessRule(
    String name,
    AccessControlRuleEffect effect,
    String description,
    List<String> ipRanges,
    List<String> notIpRanges,
    List<String> actions,
    List<String> notActions,
    List<String> userIds,
    List<String> notUserIds,
    List<String> impersonationRoleIds,
    List<String> notImpersonationRoleIds,
    Instant dateCreated,
    Instant dateModified) {
  /** Most rules of an organization. */
  public static final int MAX_RULES = 10;

  /** The name of the rule that every organization begins with; it is listed first. */
  public static final String STANDARD_NAME = "default";

  public AccessRule {
    ipRanges = List.copyOf(ipRanges);
    notIpRanges = List.copyOf(notIpRanges);
    actions = List.copyOf(actions);
    notActions = List.copyOf(notActions);
    userIds = List.copyOf(userIds);
    notUserIds = List.copyOf(notUserIds);
    impersonationRoleIds = List.copyOf(impersonationRoleIds);
    notImpersonationRoleIds = List.copyOf(notImpersonationRoleIds);
  }

  /** The rule that every organization begins with: everything is allowed. */
  public static AccessRule standard() {
    return unconditional(
        STANDARD_NAME, AccessControlRuleEffect.ALLOW, "Default WorkMail Rule", Instant.EPOCH);
  }

  /** A rule that matches every access. */
  public static AccessRule unconditional(
      String name, AccessControlRuleEffect effect, String description, Instant now) {
    List<String> none = List.of();
    return new AccessRule(
        name, effect, description, none, none, none, none, none, none, none, none, now, now);
  }

  /**
   * The rule that is put into an organization, whose users and roles have been looked up before.
   *
   * @param existing the names of the organization's rules and when each was made; a rule that takes
   *     the place of another of its name was made when that was
   * @throws OperationRejected INVALID_PARAMETER for an action there is not, LIMIT_EXCEEDED for one
   *     rule too many
   */
  public static AccessRule put(
      PutAccessControlRuleRequest request, Map<String, Instant> existing, Instant now) {
    // Callers see whole seconds.
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    AccessRule rule =
        new AccessRule(
            request.name(),
            AccessControlRuleEffect.valueOf(request.effect()),
            request.description(),
            given(request.ipRanges()),
            given(request.notIpRanges()),
            known(request.actions()),
            known(request.notActions()),
            given(request.userIds()),
            given(request.notUserIds()),
            given(request.impersonationRoleIds()),
            given(request.notImpersonationRoleIds()),
            existing.getOrDefault(request.name(), second),
            second);
    requireRanges(rule.ipRanges);
    requireRanges(rule.notIpRanges);
    if (!existing.containsKey(rule.name) && existing.size() >= MAX_RULES) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED, "An organization has at most 10 access control rules.");
    }
    return rule;
  }

  private static List<String> given(List<String> list) {
    return list == null ? List.of() : list;
  }

  private static List<String> known(List<String> actions) {
    given(actions).forEach(AccessAction::require);
    return given(actions);
  }

  private static void requireRanges(List<String> ranges) {
    try {
      IpRanges.of(ranges);
    } catch (IllegalArgumentException e) {
      throw new OperationRejected(ErrorCode.INVALID_PARAMETER, "An IP range is not an IPv4 CIDR.");
    }
  }

  /** What happened when it was deleted. */
  public static AccessControlRuleDeleted deleted(String name) {
    return new AccessControlRuleDeleted(name);
  }

  /** What happened when it was put. */
  public AccessControlRulePut event() {
    return new AccessControlRulePut(
        name,
        effect.name(),
        description,
        unlessEmpty(ipRanges),
        unlessEmpty(notIpRanges),
        unlessEmpty(actions),
        unlessEmpty(notActions),
        unlessEmpty(userIds),
        unlessEmpty(notUserIds),
        unlessEmpty(impersonationRoleIds),
        unlessEmpty(notImpersonationRoleIds),
        dateCreated,
        dateModified);
  }

  /** How callers see it. */
  public AccessControlRule shown() {
    return new AccessControlRule(
        name,
        effect,
        description,
        unlessEmpty(ipRanges),
        unlessEmpty(notIpRanges),
        unlessEmpty(actions),
        unlessEmpty(notActions),
        unlessEmpty(userIds),
        unlessEmpty(notUserIds),
        dateCreated,
        dateModified,
        unlessEmpty(impersonationRoleIds),
        unlessEmpty(notImpersonationRoleIds));
  }

  private static List<String> unlessEmpty(List<String> list) {
    return list.isEmpty() ? null : list;
  }
}
