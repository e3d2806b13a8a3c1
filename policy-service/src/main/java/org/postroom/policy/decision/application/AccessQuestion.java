package org.postroom.policy.decision.application;

import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.mobile.model.MobileDevice;

/**
 * May this user get at the mailbox in this way?
 *
 * @param user the user's id or one of its addresses
 * @param ipAddress dotted IPv4
 * @param deviceId null when it is not known
 * @param device what the device says of itself; only ActiveSync asks about devices
 */
public record AccessQuestion(
    String organizationId,
    String user,
    AccessAction action,
    String ipAddress,
    String deviceId,
    MobileDevice device) {}
