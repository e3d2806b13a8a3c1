package org.postroom.policy.mobile.model;

import java.time.Instant;
import org.postroom.contract.directory.IdentifierKey;
import org.postroom.contract.policy.GetMobileDeviceAccessOverrideResponse;
import org.postroom.contract.policy.MobileDeviceAccessOverride;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.event.MobileDeviceAccessOverrideDeleted;
import org.postroom.contract.policy.event.MobileDeviceAccessOverridePut;

/**
 * What holds for one device of one user, whatever the rules say.
 *
 * @param deviceId as it was written first
 */
public record DeviceOverride(
    String userId,
    String deviceId,
    MobileDeviceAccessRuleEffect effect,
    String description,
    Instant dateCreated,
    Instant dateModified) {

  /** What a device's id is stored and found under. */
  public static String deviceKey(String deviceId) {
    return IdentifierKey.of(deviceId);
  }

  /** A new one for this user. */
  public static DeviceOverride create(
      String userId, PutMobileDeviceAccessOverrideRequest request, Instant now) {
    return new DeviceOverride(
        userId,
        request.deviceId(),
        MobileDeviceAccessRuleEffect.valueOf(request.effect()),
        request.description(),
        now,
        now);
  }

  /** What takes this one's place. */
  public DeviceOverride replaced(PutMobileDeviceAccessOverrideRequest request, Instant now) {
    return new DeviceOverride(
        userId,
        deviceId,
        MobileDeviceAccessRuleEffect.valueOf(request.effect()),
        request.description(),
        dateCreated,
        now);
  }

  /** What happened when it was put. */
  public MobileDeviceAccessOverridePut put() {
    return new MobileDeviceAccessOverridePut(
        userId, deviceId, effect.name(), description, dateCreated, dateModified);
  }

  /** What happened when it was deleted. */
  public MobileDeviceAccessOverrideDeleted deleted() {
    return new MobileDeviceAccessOverrideDeleted(userId, deviceId);
  }

  /** How callers see it in a listing. */
  public MobileDeviceAccessOverride listed() {
    return new MobileDeviceAccessOverride(
        userId, deviceId, effect, description, dateCreated, dateModified);
  }

  /** How callers see it alone. */
  public GetMobileDeviceAccessOverrideResponse shown() {
    return new GetMobileDeviceAccessOverrideResponse(
        userId, deviceId, effect, description, dateCreated, dateModified);
  }
}
