package org.postroom.policy.access.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.contract.policy.PutAccessControlRuleRequest;
import org.postroom.contract.policy.PutAccessControlRuleResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.impersonation.application.Roles;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** PutAccessControlRule: makes a rule, or replaces the one of its name; users are named by id. */
@Singleton
class PutAccessControlRuleHandler
    implements CommandHandler<PutAccessControlRuleRequest, PutAccessControlRuleResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final Roles roles;
  private final AccessRules rules;

  PutAccessControlRuleHandler(
      PolicyOrganizations organizations, UserIdentification users, Roles roles, AccessRules rules) {
    this.organizations = organizations;
    this.users = users;
    this.roles = roles;
    this.rules = rules;
  }

  @Override
  public Operation<PutAccessControlRuleRequest, PutAccessControlRuleResponse> operation() {
    return PolicyOperations.PUT_ACCESS_CONTROL_RULE;
  }

  @Override
  public Uni<Outcome<PutAccessControlRuleResponse>> handle(
      PutAccessControlRuleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> users.requireIds(context, together(request.userIds(), request.notUserIds())))
        .chain(
            () ->
                requireRoles(
                    context,
                    together(request.impersonationRoleIds(), request.notImpersonationRoleIds())))
        .chain(() -> rules.names(context.session(), context.organizationId()))
        .map(existing -> AccessRule.put(request, existing, context.now()))
        .map(
            rule ->
                Outcome.of(new PutAccessControlRuleResponse())
                    .changing(rules.put(context.organizationId(), rule))
                    .emitting(rule.event()));
  }

  private Uni<Void> requireRoles(CommandContext context, Set<String> wanted) {
    if (wanted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return roles
        .existing(context.session(), context.organizationId(), wanted)
        .invoke(existing -> requireNone(missing(wanted, existing)))
        .replaceWithVoid();
  }

  private static Set<String> missing(Set<String> wanted, Collection<String> existing) {
    Set<String> missing = new HashSet<>(wanted);
    missing.removeAll(existing);
    return missing;
  }

  private static void requireNone(Set<String> missing) {
    if (!missing.isEmpty()) {
      throw new OperationRejected(
          ErrorCode.RESOURCE_NOT_FOUND, "An impersonation role does not exist.");
    }
  }

  private static Set<String> together(List<String> some, List<String> others) {
    return Stream.of(some, others)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
