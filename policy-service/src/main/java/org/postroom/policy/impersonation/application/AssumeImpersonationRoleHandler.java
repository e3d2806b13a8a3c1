package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.AssumeImpersonationRoleResponse;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** AssumeImpersonationRole: a new token for a role, whatever its rules are. Nothing is written. */
@Singleton
class AssumeImpersonationRoleHandler
    implements QueryHandler<AssumeImpersonationRoleRequest, AssumeImpersonationRoleResponse> {
  private final PolicyOrganizations organizations;
  private final RequiredRole required;
  private final Tokens tokens;

  AssumeImpersonationRoleHandler(
      PolicyOrganizations organizations, RequiredRole required, Tokens tokens) {
    this.organizations = organizations;
    this.required = required;
    this.tokens = tokens;
  }

  @Override
  public Operation<AssumeImpersonationRoleRequest, AssumeImpersonationRoleResponse> operation() {
    return ASSUME_IMPERSONATION_ROLE;
  }

  @Override
  public Uni<AssumeImpersonationRoleResponse> handle(
      AssumeImpersonationRoleRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(
            () ->
                required.named(
                    context.session(), request.organizationId(), request.impersonationRoleId()))
        .map(role -> response(request.organizationId(), role));
  }

  private AssumeImpersonationRoleResponse response(String organizationId, Role role) {
    return new AssumeImpersonationRoleResponse(
        tokens.issue(new Tokens.Claims(organizationId, role.id())), Tokens.LIFETIME.toSeconds());
  }
}
