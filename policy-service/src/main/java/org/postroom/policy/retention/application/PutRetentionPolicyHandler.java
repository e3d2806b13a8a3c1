package org.postroom.policy.retention.application;

import static org.postroom.contract.policy.PolicyOperations.PUT_RETENTION_POLICY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PutRetentionPolicyRequest;
import org.postroom.contract.policy.PutRetentionPolicyResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.organization.application.PolicyOrganizations;
import org.postroom.policy.retention.model.RetentionPolicy;

/** PutRetentionPolicy: makes or replaces the organization's one policy. */
@Singleton
class PutRetentionPolicyHandler
    implements CommandHandler<PutRetentionPolicyRequest, PutRetentionPolicyResponse> {
  private final PolicyOrganizations organizations;
  private final RetentionPolicies policies;

  PutRetentionPolicyHandler(PolicyOrganizations organizations, RetentionPolicies policies) {
    this.organizations = organizations;
    this.policies = policies;
  }

  @Override
  public Operation<PutRetentionPolicyRequest, PutRetentionPolicyResponse> operation() {
    return PUT_RETENTION_POLICY;
  }

  @Override
  public Uni<Outcome<PutRetentionPolicyResponse>> handle(
      PutRetentionPolicyRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> policies.find(context.session(), context.organizationId()))
        .map(existing -> outcome(existing, request, context));
  }

  private Outcome<PutRetentionPolicyResponse> outcome(
      Optional<RetentionPolicy> existing,
      PutRetentionPolicyRequest request,
      CommandContext context) {
    RetentionPolicy policy =
        RetentionPolicy.put(
            existing,
            request.id(),
            context.newId("retention-policy"),
            request.name(),
            request.description(),
            request.folderConfigurations());
    Outcome<PutRetentionPolicyResponse> same = Outcome.of(new PutRetentionPolicyResponse());
    return existing.filter(policy::equals).isPresent()
        ? same
        : same.changing(policies.put(context.organizationId(), policy)).emitting(policy.putEvent());
  }
}
