package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.CREATE_IMPERSONATION_ROLE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.CreateImpersonationRoleRequest;
import org.postroom.contract.policy.CreateImpersonationRoleResponse;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.Rule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** CreateImpersonationRole: users are kept by their ids; names need not be unique. */
@Singleton
class CreateImpersonationRoleHandler
    implements CommandHandler<CreateImpersonationRoleRequest, CreateImpersonationRoleResponse> {
  private final PolicyOrganizations organizations;
  private final RequestedRules rules;
  private final Roles roles;

  CreateImpersonationRoleHandler(
      PolicyOrganizations organizations, RequestedRules rules, Roles roles) {
    this.organizations = organizations;
    this.rules = rules;
    this.roles = roles;
  }

  @Override
  public Operation<CreateImpersonationRoleRequest, CreateImpersonationRoleResponse> operation() {
    return CREATE_IMPERSONATION_ROLE;
  }

  @Override
  public Uni<Outcome<CreateImpersonationRoleResponse>> handle(
      CreateImpersonationRoleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> rules.read(context, request.rules()))
        .chain(
            read ->
                roles
                    .count(context.session(), context.organizationId())
                    .map(existing -> outcome(request, read, existing, context)));
  }

  private Outcome<CreateImpersonationRoleResponse> outcome(
      CreateImpersonationRoleRequest request,
      List<Rule> read,
      long existing,
      CommandContext context) {
    Role role =
        Role.create(
            existing,
            context.newId("impersonation-role"),
            request.name(),
            ImpersonationRoleType.valueOf(request.type()),
            request.description(),
            read,
            context.now());
    return Outcome.of(new CreateImpersonationRoleResponse(role.id()))
        .changing(roles.add(context.organizationId(), role))
        .emitting(role.createdEvent());
  }
}
