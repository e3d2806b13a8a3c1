package org.postroom.policy.access.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetAccessControlEffectRequest;
import org.postroom.contract.policy.GetAccessControlEffectResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.access.model.AccessRequest;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.impersonation.application.Roles;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** GetAccessControlEffect: what the rules make of a user's access, or of a role's over EWS. */
@Singleton
class GetAccessControlEffectHandler
    implements QueryHandler<GetAccessControlEffectRequest, GetAccessControlEffectResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final Roles roles;
  private final AccessRules rules;

  GetAccessControlEffectHandler(
      PolicyOrganizations organizations, UserIdentification users, Roles roles, AccessRules rules) {
    this.organizations = organizations;
    this.users = users;
    this.roles = roles;
    this.rules = rules;
  }

  @Override
  public Operation<GetAccessControlEffectRequest, GetAccessControlEffectResponse> operation() {
    return PolicyOperations.GET_ACCESS_CONTROL_EFFECT;
  }

  @Override
  public Uni<GetAccessControlEffectResponse> handle(
      GetAccessControlEffectRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .map(nothing -> asked(request))
        .call(access -> requirePrincipal(access, request.organizationId(), context))
        .call(context::letGo)
        .chain(access -> rules.ready(request.organizationId()).map(ready -> ready.decide(access)))
        .map(
            decision ->
                new GetAccessControlEffectResponse(decision.effect(), decision.matchedRules()));
  }

  private static AccessRequest asked(GetAccessControlEffectRequest request) {
    if ((request.userId() == null) == (request.impersonationRoleId() == null)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "Either a UserId or an ImpersonationRoleId must be given.");
    }
    AccessAction action = AccessAction.require(request.action());
    try {
      if (request.userId() != null) {
        return AccessRequest.byUser(request.ipAddress(), action, request.userId());
      }
      if (action != AccessAction.EWS) {
        throw new OperationRejected(
            ErrorCode.INVALID_PARAMETER, "An impersonation role is for the action EWS only.");
      }
      return AccessRequest.byRole(request.ipAddress(), action, request.impersonationRoleId());
    } catch (IllegalArgumentException e) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "The IpAddress is not an IPv4 address.");
    }
  }

  private Uni<Void> requirePrincipal(
      AccessRequest access, String organizationId, QueryContext context) {
    String id = access.principalId();
    if (!access.byRole()) {
      return users.requireId(context, organizationId, id).replaceWithVoid();
    }
    return roles
        .existing(context.session(), organizationId, List.of(id))
        .invoke(
            existing -> {
              if (existing.isEmpty()) {
                throw new OperationRejected(
                    ErrorCode.RESOURCE_NOT_FOUND, "The impersonation role does not exist.");
              }
            })
        .replaceWithVoid();
  }
}
