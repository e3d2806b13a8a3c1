package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.contract.policy.UpdateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.UpdateMobileDeviceAccessRuleResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** UpdateMobileDeviceAccessRule: replaces all of a rule; what is not given is removed. */
@Singleton
class UpdateMobileDeviceAccessRuleHandler
    implements CommandHandler<
        UpdateMobileDeviceAccessRuleRequest, UpdateMobileDeviceAccessRuleResponse> {
  private final PolicyOrganizations organizations;
  private final MobileRules rules;

  UpdateMobileDeviceAccessRuleHandler(PolicyOrganizations organizations, MobileRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<UpdateMobileDeviceAccessRuleRequest, UpdateMobileDeviceAccessRuleResponse>
      operation() {
    return PolicyOperations.UPDATE_MOBILE_DEVICE_ACCESS_RULE;
  }

  @Override
  public Uni<Outcome<UpdateMobileDeviceAccessRuleResponse>> handle(
      UpdateMobileDeviceAccessRuleRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> rules.all(context.session(), context.organizationId()))
        .map(existing -> require(existing, request.mobileDeviceAccessRuleId()))
        .map(rule -> rule.replaced(request, context.now()))
        .map(
            rule ->
                Outcome.of(new UpdateMobileDeviceAccessRuleResponse())
                    .changing(rules.put(context.organizationId(), rule))
                    .emitting(rule.updated()));
  }

  private static MobileRule require(List<MobileRule> existing, String id) {
    return existing.stream()
        .filter(rule -> rule.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new OperationRejected(
                    ErrorCode.ENTITY_NOT_FOUND, "The mobile device access rule does not exist."));
  }
}
