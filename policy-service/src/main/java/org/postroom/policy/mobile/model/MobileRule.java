package org.postroom.policy.mobile.model;

import java.time.Instant;
import java.util.List;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.CreateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.MobileDeviceAccessMatchedRule;
import org.postroom.contract.policy.MobileDeviceAccessRule;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;
import org.postroom.contract.policy.UpdateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleCreated;
import org.postroom.contract.policy.event.MobileDeviceAccessRuleUpdated;

/** A mobile device access rule; it matches a device that satisfies all of its conditions. */
public record MobileRule(
    String id,
    String name,
    String description,
    MobileDeviceAccessRuleEffect effect,
    PropertyCondition type,
    PropertyCondition model,
    PropertyCondition operatingSystem,
    PropertyCondition userAgent,
    Instant dateCreated,
    Instant dateModified) {
  /** Most rules of an organization. */
  public static final int MAX_RULES = 10;

  private static final PropertyCondition ANY = PropertyCondition.of(List.of(), List.of());

  /** The rule that every organization begins with: every device is allowed. */
  public static MobileRule standard(String id, Instant now) {
    return unconditional(id, "Default", MobileDeviceAccessRuleEffect.ALLOW, now);
  }

  /** A rule that matches every device. */
  public static MobileRule unconditional(
      String id, String name, MobileDeviceAccessRuleEffect effect, Instant now) {
    return new MobileRule(id, name, null, effect, ANY, ANY, ANY, ANY, now, now);
  }

  /** A rule as it is asked for, which is the last one of the organization. */
  public static MobileRule create(
      CreateMobileDeviceAccessRuleRequest request, String id, int existing, Instant now) {
    if (existing >= MAX_RULES) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED, "An organization has at most 10 mobile device access rules.");
    }
    return new MobileRule(
        id,
        request.name(),
        request.description(),
        MobileDeviceAccessRuleEffect.valueOf(request.effect()),
        PropertyCondition.of(request.deviceTypes(), request.notDeviceTypes()),
        PropertyCondition.of(request.deviceModels(), request.notDeviceModels()),
        PropertyCondition.of(request.deviceOperatingSystems(), request.notDeviceOperatingSystems()),
        PropertyCondition.of(request.deviceUserAgents(), request.notDeviceUserAgents()),
        now,
        now);
  }

  /** What takes this rule's place; nothing of it but its id and its age stays. */
  public MobileRule replaced(UpdateMobileDeviceAccessRuleRequest request, Instant now) {
    return new MobileRule(
        id,
        request.name(),
        request.description(),
        MobileDeviceAccessRuleEffect.valueOf(request.effect()),
        PropertyCondition.of(request.deviceTypes(), request.notDeviceTypes()),
        PropertyCondition.of(request.deviceModels(), request.notDeviceModels()),
        PropertyCondition.of(request.deviceOperatingSystems(), request.notDeviceOperatingSystems()),
        PropertyCondition.of(request.deviceUserAgents(), request.notDeviceUserAgents()),
        dateCreated,
        now);
  }

  /** Whether it has to do with this device. */
  boolean matches(MobileDevice device) {
    return type.matches(device.type())
        && model.matches(device.model())
        && operatingSystem.matches(device.operatingSystem())
        && userAgent.matches(device.userAgent());
  }

  /** What happened when it was made. */
  public MobileDeviceAccessRuleCreated created() {
    return new MobileDeviceAccessRuleCreated(
        id,
        name,
        description,
        effect.name(),
        unlessEmpty(type.listed()),
        unlessEmpty(type.notListed()),
        unlessEmpty(model.listed()),
        unlessEmpty(model.notListed()),
        unlessEmpty(operatingSystem.listed()),
        unlessEmpty(operatingSystem.notListed()),
        unlessEmpty(userAgent.listed()),
        unlessEmpty(userAgent.notListed()),
        dateCreated,
        dateModified);
  }

  /** What happened when it took another's place. */
  public MobileDeviceAccessRuleUpdated updated() {
    return new MobileDeviceAccessRuleUpdated(
        id,
        name,
        description,
        effect.name(),
        unlessEmpty(type.listed()),
        unlessEmpty(type.notListed()),
        unlessEmpty(model.listed()),
        unlessEmpty(model.notListed()),
        unlessEmpty(operatingSystem.listed()),
        unlessEmpty(operatingSystem.notListed()),
        unlessEmpty(userAgent.listed()),
        unlessEmpty(userAgent.notListed()),
        dateCreated,
        dateModified);
  }

  /** How callers see it. */
  public MobileDeviceAccessRule shown() {
    return new MobileDeviceAccessRule(
        id,
        name,
        description,
        effect,
        unlessEmpty(type.listed()),
        unlessEmpty(type.notListed()),
        unlessEmpty(model.listed()),
        unlessEmpty(model.notListed()),
        unlessEmpty(operatingSystem.listed()),
        unlessEmpty(operatingSystem.notListed()),
        unlessEmpty(userAgent.listed()),
        unlessEmpty(userAgent.notListed()),
        dateCreated,
        dateModified);
  }

  /** How callers see that it decided. */
  public MobileDeviceAccessMatchedRule matched() {
    return new MobileDeviceAccessMatchedRule(id, name);
  }

  private static List<String> unlessEmpty(List<String> list) {
    return list.isEmpty() ? null : list;
  }
}
