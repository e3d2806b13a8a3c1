package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE_EFFECT;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetImpersonationRoleEffectRequest;
import org.postroom.contract.policy.GetImpersonationRoleEffectResponse;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.impersonation.model.RoleEffect;
import org.postroom.policy.impersonation.model.Rule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** GetImpersonationRoleEffect: whether a role may act as a user, and which rules say so. */
@Singleton
class GetImpersonationRoleEffectHandler
    implements QueryHandler<GetImpersonationRoleEffectRequest, GetImpersonationRoleEffectResponse> {
  private final PolicyOrganizations organizations;
  private final RequiredRole required;
  private final UserIdentification users;

  GetImpersonationRoleEffectHandler(
      PolicyOrganizations organizations, RequiredRole required, UserIdentification users) {
    this.organizations = organizations;
    this.required = required;
    this.users = users;
  }

  @Override
  public Operation<GetImpersonationRoleEffectRequest, GetImpersonationRoleEffectResponse>
      operation() {
    return GET_IMPERSONATION_ROLE_EFFECT;
  }

  @Override
  public Uni<GetImpersonationRoleEffectResponse> handle(
      GetImpersonationRoleEffectRequest request, QueryContext context) {
    String organizationId = request.organizationId();
    return organizations
        .require(context, organizationId)
        .chain(
            () -> required.named(context.session(), organizationId, request.impersonationRoleId()))
        .chain(
            role ->
                users
                    .requireEnabled(context, organizationId, request.targetUser())
                    .map(user -> response(role, role.effectOn(user.id()))));
  }

  private static GetImpersonationRoleEffectResponse response(Role role, RoleEffect effect) {
    return new GetImpersonationRoleEffectResponse(
        role.type(), effect.effect(), effect.rules().stream().map(Rule::matched).toList());
  }
}
