package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.organization.application.PolicyOrganizations;

/**
 * DeleteMobileDeviceAccessOverride: an absent override is no error, an absent user is one, however
 * short a time ago the user went.
 */
@Singleton
class DeleteMobileDeviceAccessOverrideHandler
    implements CommandHandler<
        DeleteMobileDeviceAccessOverrideRequest, DeleteMobileDeviceAccessOverrideResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final DeviceOverrides overrides;

  DeleteMobileDeviceAccessOverrideHandler(
      PolicyOrganizations organizations, UserIdentification users, DeviceOverrides overrides) {
    this.organizations = organizations;
    this.users = users;
    this.overrides = overrides;
  }

  @Override
  public Operation<
          DeleteMobileDeviceAccessOverrideRequest, DeleteMobileDeviceAccessOverrideResponse>
      operation() {
    return PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE;
  }

  @Override
  public Uni<Outcome<DeleteMobileDeviceAccessOverrideResponse>> handle(
      DeleteMobileDeviceAccessOverrideRequest request, CommandContext context) {
    Outcome<DeleteMobileDeviceAccessOverrideResponse> done =
        Outcome.of(new DeleteMobileDeviceAccessOverrideResponse());
    return organizations
        .require(context)
        .chain(() -> users.requireSurely(context, request.userId()))
        .chain(
            user ->
                overrides.find(
                    context.session(), context.organizationId(), user.id(), request.deviceId()))
        .map(
            found ->
                found
                    .map(
                        override ->
                            done.changing(
                                    overrides.delete(context.organizationId(), List.of(override)))
                                .emitting(override.deleted()))
                    .orElse(done));
  }
}
