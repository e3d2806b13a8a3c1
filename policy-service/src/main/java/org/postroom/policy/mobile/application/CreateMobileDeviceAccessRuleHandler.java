package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.CreateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.CreateMobileDeviceAccessRuleResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** CreateMobileDeviceAccessRule: names need not be unique. */
@Singleton
class CreateMobileDeviceAccessRuleHandler
    implements CommandHandler<
        CreateMobileDeviceAccessRuleRequest, CreateMobileDeviceAccessRuleResponse> {
  private final PolicyOrganizations organizations;
  private final MobileRules rules;

  CreateMobileDeviceAccessRuleHandler(PolicyOrganizations organizations, MobileRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<CreateMobileDeviceAccessRuleRequest, CreateMobileDeviceAccessRuleResponse>
      operation() {
    return PolicyOperations.CREATE_MOBILE_DEVICE_ACCESS_RULE;
  }

  @Override
  public Uni<Outcome<CreateMobileDeviceAccessRuleResponse>> handle(
      CreateMobileDeviceAccessRuleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> rules.all(context.session(), context.organizationId()))
        .map(
            existing ->
                MobileRule.create(
                    request, context.newId("mobile-rule"), existing.size(), context.now()))
        .map(
            rule ->
                Outcome.of(new CreateMobileDeviceAccessRuleResponse(rule.id()))
                    .changing(rules.put(context.organizationId(), rule))
                    .emitting(rule.created()));
  }
}
