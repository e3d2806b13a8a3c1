package org.postroom.policy.mobile;

import static org.postroom.contract.policy.PolicyOperations.DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.GET_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.LIST_MOBILE_DEVICE_ACCESS_OVERRIDES;
import static org.postroom.contract.policy.PolicyOperations.PUT_MOBILE_DEVICE_ACCESS_OVERRIDE;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.policy.DeleteMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesRequest;
import org.postroom.contract.policy.ListMobileDeviceAccessOverridesResponse;
import org.postroom.contract.policy.MobileDeviceAccessOverride;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideRequest;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyUnderTest;

/** What is done with the overrides of an organization, and many of them laid down at once. */
public record OverrideCalls(PolicyUnderTest policy, String organization) {
  public void put(String user, String device, String effect, String description) {
    policy.commands.call(
        PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new PutMobileDeviceAccessOverrideRequest(organization, user, device, effect, description));
  }

  ErrorCode refusalOfPut(String user) {
    return policy.commands.refusal(
        PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new PutMobileDeviceAccessOverrideRequest(organization, user, "device", "ALLOW", null));
  }

  void delete(String user, String device) {
    policy.commands.call(
        DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new DeleteMobileDeviceAccessOverrideRequest(organization, user, device));
  }

  GetMobileDeviceAccessOverrideResponse get(String user, String device) {
    return policy.queries.answer(
        GET_MOBILE_DEVICE_ACCESS_OVERRIDE,
        new GetMobileDeviceAccessOverrideRequest(organization, user, device));
  }

  String refusalOfGet(String user, String device) {
    return policy.queries.refusal(
        GET_MOBILE_DEVICE_ACCESS_OVERRIDE,
        new GetMobileDeviceAccessOverrideRequest(organization, user, device),
        ScriptedDirectory.ACCOUNT);
  }

  String refusalOfList(String user) {
    return policy.queries.refusal(
        LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
        new ListMobileDeviceAccessOverridesRequest(organization, user, null, null, null),
        ScriptedDirectory.ACCOUNT);
  }

  ListMobileDeviceAccessOverridesResponse list(
      String user, String device, Integer maxResults, String token) {
    return policy.queries.answer(
        LIST_MOBILE_DEVICE_ACCESS_OVERRIDES,
        new ListMobileDeviceAccessOverridesRequest(organization, user, device, token, maxResults));
  }

  List<MobileDeviceAccessOverride> pages(String user, String device, int maxResults) {
    List<MobileDeviceAccessOverride> all = new ArrayList<>();
    String token = null;
    do {
      ListMobileDeviceAccessOverridesResponse page = list(user, device, maxResults, token);
      all.addAll(page.overrides());
      token = page.nextToken();
    } while (token != null);
    return all;
  }

  /** Overrides of one user, or with null of a hundred, behind those that are there. */
  public void fill(String user, int count) throws SQLException {
    try (Connection connection = policy.database();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into mobile_device_access_override (organization_id, user_id, device_key,"
                    + " device_id, effect, creation_number, created_at, modified_at)"
                    + " select ?, coalesce(?, 'user' || i % 100),"
                    + " 'device' || case when ?::text is null then i / 100 else i end,"
                    + " 'Device' || i, 'ALLOW', 1000 + i, now(), now() from generate_series(1, ?) i")) {
      insert.setString(1, organization);
      insert.setString(2, user);
      insert.setString(3, user);
      insert.setInt(4, count);
      insert.executeUpdate();
    }
  }
}
