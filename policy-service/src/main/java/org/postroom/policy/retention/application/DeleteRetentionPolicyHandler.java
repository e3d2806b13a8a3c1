package org.postroom.policy.retention.application;

import static org.postroom.contract.policy.PolicyOperations.DELETE_RETENTION_POLICY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteRetentionPolicyRequest;
import org.postroom.contract.policy.DeleteRetentionPolicyResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.organization.application.PolicyOrganizations;
import org.postroom.policy.retention.model.RetentionPolicy;

/** DeleteRetentionPolicy: an unknown id is no error. */
@Singleton
class DeleteRetentionPolicyHandler
    implements CommandHandler<DeleteRetentionPolicyRequest, DeleteRetentionPolicyResponse> {
  private final PolicyOrganizations organizations;
  private final RetentionPolicies policies;

  DeleteRetentionPolicyHandler(PolicyOrganizations organizations, RetentionPolicies policies) {
    this.organizations = organizations;
    this.policies = policies;
  }

  @Override
  public Operation<DeleteRetentionPolicyRequest, DeleteRetentionPolicyResponse> operation() {
    return DELETE_RETENTION_POLICY;
  }

  @Override
  public Uni<Outcome<DeleteRetentionPolicyResponse>> handle(
      DeleteRetentionPolicyRequest request, CommandContext context) {
    Outcome<DeleteRetentionPolicyResponse> nothing =
        Outcome.of(new DeleteRetentionPolicyResponse());
    return organizations
        .require(context)
        .chain(() -> policies.find(context.session(), context.organizationId()))
        .map(
            found ->
                found
                    .filter(policy -> policy.id().equals(request.id()))
                    .map(policy -> removed(nothing, policy, context))
                    .orElse(nothing));
  }

  private Outcome<DeleteRetentionPolicyResponse> removed(
      Outcome<DeleteRetentionPolicyResponse> outcome,
      RetentionPolicy policy,
      CommandContext context) {
    return outcome
        .changing(policies.remove(context.organizationId()))
        .emitting(policy.deletedEvent());
  }
}
