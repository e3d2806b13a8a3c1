package org.postroom.policy.access.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteAccessControlRuleRequest;
import org.postroom.contract.policy.DeleteAccessControlRuleResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** DeleteAccessControlRule: an unknown rule is no error; without any rule all is denied. */
@Singleton
class DeleteAccessControlRuleHandler
    implements CommandHandler<DeleteAccessControlRuleRequest, DeleteAccessControlRuleResponse> {
  private final PolicyOrganizations organizations;
  private final AccessRules rules;

  DeleteAccessControlRuleHandler(PolicyOrganizations organizations, AccessRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<DeleteAccessControlRuleRequest, DeleteAccessControlRuleResponse> operation() {
    return PolicyOperations.DELETE_ACCESS_CONTROL_RULE;
  }

  @Override
  public Uni<Outcome<DeleteAccessControlRuleResponse>> handle(
      DeleteAccessControlRuleRequest request, CommandContext context) {
    Outcome<DeleteAccessControlRuleResponse> done =
        Outcome.of(new DeleteAccessControlRuleResponse());
    return organizations
        .require(context)
        .chain(() -> rules.names(context.session(), context.organizationId()))
        .map(
            existing ->
                existing.containsKey(request.name())
                    ? done.changing(rules.delete(context.organizationId(), request.name()))
                        .emitting(AccessRule.deleted(request.name()))
                    : done);
  }
}
