package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesRequest;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.mobile.model.DeviceOverride;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** ListMobileDeviceAccessOverrides: of a user, of a device, of both, or all. */
@Singleton
class ListMobileDeviceAccessOverridesHandler
    implements QueryHandler<
        ListMobileDeviceAccessOverridesRequest, ListMobileDeviceAccessOverridesResponse> {
  private final PolicyOrganizations organizations;
  private final UserIdentification users;
  private final DeviceOverrides overrides;
  private final PageTokens tokens;

  ListMobileDeviceAccessOverridesHandler(
      PolicyOrganizations organizations,
      UserIdentification users,
      DeviceOverrides overrides,
      PageTokens tokens) {
    this.organizations = organizations;
    this.users = users;
    this.overrides = overrides;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListMobileDeviceAccessOverridesRequest, ListMobileDeviceAccessOverridesResponse>
      operation() {
    return PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_OVERRIDES;
  }

  @Override
  public Uni<ListMobileDeviceAccessOverridesResponse> handle(
      ListMobileDeviceAccessOverridesRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> userId(request, context))
        .chain(userId -> page(userId.orElse(null), request, context));
  }

  private Uni<Optional<String>> userId(
      ListMobileDeviceAccessOverridesRequest request, QueryContext context) {
    return request.userId() == null
        // Whoever has gone by now is not listed.
        ? context
            .caughtUpWith(BoundedContext.DIRECTORY, request.organizationId())
            .replaceWith(Optional.empty())
        : users
            .require(context, request.organizationId(), request.userId())
            .map(user -> Optional.of(user.id()));
  }

  /** The token is bound to the user and the device, however the caller writes them. */
  private Uni<ListMobileDeviceAccessOverridesResponse> page(
      String userId, ListMobileDeviceAccessOverridesRequest request, QueryContext context) {
    String device = request.deviceId() == null ? "" : DeviceOverride.deviceKey(request.deviceId());
    String filter = (userId == null ? "" : userId) + "/" + device;
    PageRequest page = tokens.open(operation(), request, context, filter);
    return overrides
        .page(context.session(), request.organizationId(), userId, request.deviceId(), page)
        .map(found -> found.map(DeviceOverride::listed))
        .map(
            found -> new ListMobileDeviceAccessOverridesResponse(found.items(), found.nextToken()));
  }
}
