package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.mobile.model.DeviceOverride;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** PutMobileDeviceAccessOverride: for an ENABLED user; what is not given is removed. */
@Singleton
class PutMobileDeviceAccessOverrideHandler
    implements CommandHandler<
        PutMobileDeviceAccessOverrideRequest, PutMobileDeviceAccessOverrideResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final DeviceOverrides overrides;

  PutMobileDeviceAccessOverrideHandler(
      PolicyOrganizations organizations, UserIdentification users, DeviceOverrides overrides) {
    this.organizations = organizations;
    this.users = users;
    this.overrides = overrides;
  }

  @Override
  public Operation<PutMobileDeviceAccessOverrideRequest, PutMobileDeviceAccessOverrideResponse>
      operation() {
    return PolicyOperations.PUT_MOBILE_DEVICE_ACCESS_OVERRIDE;
  }

  @Override
  public Uni<Outcome<PutMobileDeviceAccessOverrideResponse>> handle(
      PutMobileDeviceAccessOverrideRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(() -> users.requireEnabled(context, request.userId()))
        .chain(
            user ->
                overrides
                    .find(
                        context.session(), context.organizationId(), user.id(), request.deviceId())
                    .map(
                        found ->
                            found
                                .map(override -> override.replaced(request, context.now()))
                                .orElseGet(
                                    () ->
                                        DeviceOverride.create(user.id(), request, context.now()))))
        .map(
            override ->
                Outcome.of(new PutMobileDeviceAccessOverrideResponse())
                    .changing(overrides.put(context.organizationId(), override))
                    .emitting(override.put()));
  }
}
