package org.postroom.contract.policy;

import java.time.Instant;
import java.util.List;

/** A mobile device access rule; an absent list is no condition. */
public record MobileDeviceAccessRule(
    String mobileDeviceAccessRuleId,
    String name,
    String description,
    MobileDeviceAccessRuleEffect effect,
    List<String> deviceTypes,
    List<String> notDeviceTypes,
    List<String> deviceModels,
    List<String> notDeviceModels,
    List<String> deviceOperatingSystems,
    List<String> notDeviceOperatingSystems,
    List<String> deviceUserAgents,
    List<String> notDeviceUserAgents,
    Instant dateCreated,
    Instant dateModified) {}
