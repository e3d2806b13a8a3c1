package org.postroom.policy.retention.application;

import static org.postroom.contract.policy.PolicyOperations.GET_DEFAULT_RETENTION_POLICY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetDefaultRetentionPolicyRequest;
import org.postroom.contract.policy.GetDefaultRetentionPolicyResponse;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.organization.application.PolicyOrganizations;
import org.postroom.policy.retention.model.RetentionPolicy;

/** GetDefaultRetentionPolicy: the organization's policy; without one, EntityNotFound. */
@Singleton
class GetDefaultRetentionPolicyHandler
    implements QueryHandler<GetDefaultRetentionPolicyRequest, GetDefaultRetentionPolicyResponse> {
  private final PolicyOrganizations organizations;
  private final RetentionPolicies policies;

  GetDefaultRetentionPolicyHandler(PolicyOrganizations organizations, RetentionPolicies policies) {
    this.organizations = organizations;
    this.policies = policies;
  }

  @Override
  public Operation<GetDefaultRetentionPolicyRequest, GetDefaultRetentionPolicyResponse>
      operation() {
    return GET_DEFAULT_RETENTION_POLICY;
  }

  @Override
  public Uni<GetDefaultRetentionPolicyResponse> handle(
      GetDefaultRetentionPolicyRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> policies.find(context.session(), request.organizationId()))
        .map(
            found ->
                found
                    .map(GetDefaultRetentionPolicyHandler::response)
                    .orElseThrow(
                        () ->
                            new OperationRejected(
                                ErrorCode.ENTITY_NOT_FOUND,
                                "The organization has no retention policy.")));
  }

  private static GetDefaultRetentionPolicyResponse response(RetentionPolicy policy) {
    return new GetDefaultRetentionPolicyResponse(
        policy.id(), policy.name(), policy.description(), policy.folders());
  }
}
