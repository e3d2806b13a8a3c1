package org.postroom.contract.policy.event;

import java.time.Instant;
import java.util.List;

/** There is a mobile device access rule; an absent list is no condition. */
public record MobileDeviceAccessRuleCreated(
    String mobileDeviceAccessRuleId,
    String name,
    String description,
    String effect,
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
