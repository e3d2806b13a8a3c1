package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetMobileDeviceAccessEffectRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessEffectResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.mobile.model.MobileDevice;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.mobile.model.MobileRuleSet;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** GetMobileDeviceAccessEffect: what the rules make of a device; overrides do not count. */
@Singleton
class GetMobileDeviceAccessEffectHandler
    implements QueryHandler<
        GetMobileDeviceAccessEffectRequest, GetMobileDeviceAccessEffectResponse> {
  private final PolicyOrganizations organizations;
  private final MobileRules rules;

  GetMobileDeviceAccessEffectHandler(PolicyOrganizations organizations, MobileRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<GetMobileDeviceAccessEffectRequest, GetMobileDeviceAccessEffectResponse>
      operation() {
    return PolicyOperations.GET_MOBILE_DEVICE_ACCESS_EFFECT;
  }

  @Override
  public Uni<GetMobileDeviceAccessEffectResponse> handle(
      GetMobileDeviceAccessEffectRequest request, QueryContext context) {
    MobileDevice device =
        new MobileDevice(
            request.deviceType(),
            request.deviceModel(),
            request.deviceOperatingSystem(),
            request.deviceUserAgent());
    return organizations
        .require(context, request.organizationId())
        .chain(() -> rules.all(context.session(), request.organizationId()))
        .map(all -> MobileRuleSet.of(all).decide(device))
        .map(
            decision ->
                new GetMobileDeviceAccessEffectResponse(
                    decision.effect(),
                    decision.matchedRules().stream().map(MobileRule::matched).toList()));
  }
}
