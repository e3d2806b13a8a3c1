package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleResponse;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** GetImpersonationRole: the role with its rules, users by their ids. */
@Singleton
class GetImpersonationRoleHandler
    implements QueryHandler<GetImpersonationRoleRequest, GetImpersonationRoleResponse> {
  private final PolicyOrganizations organizations;
  private final RequiredRole required;

  GetImpersonationRoleHandler(PolicyOrganizations organizations, RequiredRole required) {
    this.organizations = organizations;
    this.required = required;
  }

  @Override
  public Operation<GetImpersonationRoleRequest, GetImpersonationRoleResponse> operation() {
    return GET_IMPERSONATION_ROLE;
  }

  @Override
  public Uni<GetImpersonationRoleResponse> handle(
      GetImpersonationRoleRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(
            () ->
                required.named(
                    context.session(), request.organizationId(), request.impersonationRoleId()))
        .map(GetImpersonationRoleHandler::response);
  }

  private static GetImpersonationRoleResponse response(Role role) {
    return new GetImpersonationRoleResponse(
        role.id(),
        role.name(),
        role.type(),
        role.description(),
        role.toldRules(),
        role.created(),
        role.modified());
  }
}
