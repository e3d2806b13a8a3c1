package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.DeleteMobileDeviceAccessRuleResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleDeleted;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.organization.application.PolicyOrganizations;

/**
 * DeleteMobileDeviceAccessRule: an unknown rule is no error; without any rule every device is
 * denied.
 */
@Singleton
class DeleteMobileDeviceAccessRuleHandler
    implements CommandHandler<
        DeleteMobileDeviceAccessRuleRequest, DeleteMobileDeviceAccessRuleResponse> {
  private final PolicyOrganizations organizations;
  private final MobileRules rules;

  DeleteMobileDeviceAccessRuleHandler(PolicyOrganizations organizations, MobileRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<DeleteMobileDeviceAccessRuleRequest, DeleteMobileDeviceAccessRuleResponse>
      operation() {
    return PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_RULE;
  }

  @Override
  public Uni<Outcome<DeleteMobileDeviceAccessRuleResponse>> handle(
      DeleteMobileDeviceAccessRuleRequest request, CommandContext context) {
    Outcome<DeleteMobileDeviceAccessRuleResponse> done =
        Outcome.of(new DeleteMobileDeviceAccessRuleResponse());
    String id = request.mobileDeviceAccessRuleId();
    return organizations
        .require(context)
        .chain(() -> rules.all(context.session(), context.organizationId()))
        .map(
            existing ->
                existing.stream().anyMatch(rule -> rule.id().equals(id))
                    ? done.changing(rules.delete(context.organizationId(), id))
                        .emitting(new MobileDeviceAccessRuleDeleted(id))
                    : done);
  }
}
