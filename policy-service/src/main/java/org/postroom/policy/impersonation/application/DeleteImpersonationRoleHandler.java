package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.DELETE_IMPERSONATION_ROLE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteImpersonationRoleRequest;
import org.postroom.contract.policy.DeleteImpersonationRoleResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.organization.application.PolicyOrganizations;

/**
 * DeleteImpersonationRole: an unknown role is no error. The role's tokens are void at once; its id
 * stays in access control rules and matches nobody.
 */
@Singleton
class DeleteImpersonationRoleHandler
    implements CommandHandler<DeleteImpersonationRoleRequest, DeleteImpersonationRoleResponse> {
  private final PolicyOrganizations organizations;
  private final Roles roles;

  DeleteImpersonationRoleHandler(PolicyOrganizations organizations, Roles roles) {
    this.organizations = organizations;
    this.roles = roles;
  }

  @Override
  public Operation<DeleteImpersonationRoleRequest, DeleteImpersonationRoleResponse> operation() {
    return DELETE_IMPERSONATION_ROLE;
  }

  @Override
  public Uni<Outcome<DeleteImpersonationRoleResponse>> handle(
      DeleteImpersonationRoleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(
            () ->
                roles.find(
                    context.session(), context.organizationId(), request.impersonationRoleId()))
        .map(
            found -> {
              Outcome<DeleteImpersonationRoleResponse> nothing =
                  Outcome.of(new DeleteImpersonationRoleResponse());
              return found.map(role -> removed(nothing, role, context)).orElse(nothing);
            });
  }

  private Outcome<DeleteImpersonationRoleResponse> removed(
      Outcome<DeleteImpersonationRoleResponse> outcome, Role role, CommandContext context) {
    return outcome
        .changing(roles.remove(context.organizationId(), role.id()))
        .emitting(role.deletedEvent());
  }
}
