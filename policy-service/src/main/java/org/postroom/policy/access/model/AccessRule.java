package org.postroom.policy.access.model;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.policy.AccessControlRule;
import org.postroom.contract.policy.AccessControlRuleEffect;
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
