package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** GetMobileDeviceAccessOverride: that of a user who is there, for one device. */
@Singleton
class GetMobileDeviceAccessOverrideHandler
    implements QueryHandler<
        GetMobileDeviceAccessOverrideRequest, GetMobileDeviceAccessOverrideResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final DeviceOverrides overrides;

  GetMobileDeviceAccessOverrideHandler(
      PolicyOrganizations organizations, UserIdentification users, DeviceOverrides overrides) {
    this.organizations = organizations;
    this.users = users;
    this.overrides = overrides;
  }

  @Override
  public Operation<GetMobileDeviceAccessOverrideRequest, GetMobileDeviceAccessOverrideResponse>
      operation() {
    return PolicyOperations.GET_MOBILE_DEVICE_ACCESS_OVERRIDE;
  }

  @Override
  public Uni<GetMobileDeviceAccessOverrideResponse> handle(
      GetMobileDeviceAccessOverrideRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> users.require(context, request.organizationId(), request.userId()))
        .chain(
            user ->
                overrides.find(
                    context.session(), request.organizationId(), user.id(), request.deviceId()))
        .map(
            found ->
                found
                    .orElseThrow(
                        () ->
                            new OperationRejected(
                                ErrorCode.RESOURCE_NOT_FOUND, "The override does not exist."))
                    .shown());
  }
}
