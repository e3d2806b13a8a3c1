package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.ListMobileDeviceAccessRulesRequest;
import org.postroom.contract.policy.ListMobileDeviceAccessRulesResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** ListMobileDeviceAccessRules: all of them, in the order of their creation. */
@Singleton
class ListMobileDeviceAccessRulesHandler
    implements QueryHandler<
        ListMobileDeviceAccessRulesRequest, ListMobileDeviceAccessRulesResponse> {
  private final PolicyOrganizations organizations;
  private final MobileRules rules;

  ListMobileDeviceAccessRulesHandler(PolicyOrganizations organizations, MobileRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<ListMobileDeviceAccessRulesRequest, ListMobileDeviceAccessRulesResponse>
      operation() {
    return PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_RULES;
  }

  @Override
  public Uni<ListMobileDeviceAccessRulesResponse> handle(
      ListMobileDeviceAccessRulesRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> rules.all(context.session(), request.organizationId()))
        .map(
            all ->
                new ListMobileDeviceAccessRulesResponse(
                    all.stream().map(MobileRule::shown).toList()));
  }
}
