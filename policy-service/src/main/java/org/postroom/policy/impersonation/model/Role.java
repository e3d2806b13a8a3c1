package org.postroom.policy.impersonation.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.contract.policy.event.ImpersonationRoleCreated;
import org.postroom.contract.policy.event.ImpersonationRoleDeleted;
import org.postroom.contract.policy.event.ImpersonationRoleUpdated;

/**
 * An impersonation role: whoever has assumed it may act as the users that its rules allow.
 *
 * @param id never given a second time
 * @param description null when it has none
 * @param created to the millisecond, as callers see it
 * @param modified when it was last replaced
 */
public record Role(
    String id,
    String name,
    ImpersonationRoleType type,
    String description,
    List<Rule> rules,
    Instant created,
    Instant modified) {
  /** Most roles an organization can have. */
  public static final int MAX_ROLES = 20;

  public Role {
    rules = List.copyOf(rules);
  }

  /**
   * CreateImpersonationRole.
   *
   * @param existing how many roles the organization has
   * @throws OperationRejected INVALID_PARAMETER for a double rule id, LIMIT_EXCEEDED for the 21st
   */
  public static Role create(
      long existing,
      String id,
      String name,
      ImpersonationRoleType type,
      String description,
      List<Rule> rules,
      Instant now) {
    refuseDoubleIds(rules);
    if (existing >= MAX_ROLES) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "An organization can have " + MAX_ROLES + " impersonation roles.");
    }
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new Role(id, name, type, description, rules, at, at);
  }

  /** UpdateImpersonationRole: everything but its id and its creation is replaced. */
  public Role replaced(
      String newName,
      ImpersonationRoleType newType,
      String newDescription,
      List<Rule> newRules,
      Instant now) {
    refuseDoubleIds(newRules);
    return new Role(
        id,
        newName,
        newType,
        newDescription,
        newRules,
        created,
        now.truncatedTo(ChronoUnit.MILLIS));
  }

  /** What the rules come to for a user. */
  public RoleEffect effectOn(String userId) {
    return RoleEffect.of(rules, userId);
  }

  /** Whether mailboxes may be changed in this role, too. */
  public boolean mayWrite() {
    return type == ImpersonationRoleType.FULL_ACCESS;
  }

  /** The rules as callers and subscribers see them. */
  public List<ImpersonationRule> toldRules() {
    return rules.stream().map(Rule::told).toList();
  }

  /** The event that tells of its creation, also to subscribers that forgot. */
  public ImpersonationRoleCreated createdEvent() {
    return new ImpersonationRoleCreated(
        id, name, type.name(), description, toldRules(), created, modified);
  }

  /** The event that tells of its replacement. */
  public ImpersonationRoleUpdated updatedEvent() {
    return new ImpersonationRoleUpdated(
        id, name, type.name(), description, toldRules(), created, modified);
  }

  /** The event that tells of its end. */
  public ImpersonationRoleDeleted deletedEvent() {
    return new ImpersonationRoleDeleted(id);
  }

  private static void refuseDoubleIds(List<Rule> rules) {
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new OperationRejected(
            ErrorCode.INVALID_PARAMETER, "Two rules have the id " + rule.id() + ".");
      }
    }
  }
}
