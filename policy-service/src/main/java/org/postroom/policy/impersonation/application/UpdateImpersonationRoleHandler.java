package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.UPDATE_IMPERSONATION_ROLE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.UpdateImpersonationRoleRequest;
import org.postroom.contract.policy.UpdateImpersonationRoleResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.Rule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** UpdateImpersonationRole: replaces everything, so that an absent description is cleared. */
@Singleton
class UpdateImpersonationRoleHandler
    implements CommandHandler<UpdateImpersonationRoleRequest, UpdateImpersonationRoleResponse> {
  private final PolicyOrganizations organizations;
  private final RequiredRole required;
  private final RequestedRules rules;
  private final Roles roles;

  UpdateImpersonationRoleHandler(
      PolicyOrganizations organizations, RequiredRole required, RequestedRules rules, Roles roles) {
    this.organizations = organizations;
    this.required = required;
    this.rules = rules;
    this.roles = roles;
  }

  @Override
  public Operation<UpdateImpersonationRoleRequest, UpdateImpersonationRoleResponse> operation() {
    return UPDATE_IMPERSONATION_ROLE;
  }

  @Override
  public Uni<Outcome<UpdateImpersonationRoleResponse>> handle(
      UpdateImpersonationRoleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(
            () ->
                required.named(
                    context.session(), context.organizationId(), request.impersonationRoleId()))
        .chain(
            role ->
                rules
                    .read(context, request.rules())
                    .map(read -> outcome(role, request, read, context)));
  }

  private Outcome<UpdateImpersonationRoleResponse> outcome(
      Role role, UpdateImpersonationRoleRequest request, List<Rule> read, CommandContext context) {
    Role replaced =
        role.replaced(
            request.name(),
            ImpersonationRoleType.valueOf(request.type()),
            request.description(),
            read,
            context.now());
    return Outcome.of(new UpdateImpersonationRoleResponse())
        .changing(roles.replace(context.organizationId(), replaced))
        .emitting(replaced.updatedEvent());
  }
}
