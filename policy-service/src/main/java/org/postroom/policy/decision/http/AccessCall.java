package org.postroom.policy.decision.http;

import org.postroom.policy.access.model.AccessAction;
import org.postroom.policy.decision.application.AccessQuestion;
import org.postroom.policy.mobile.model.MobileDevice;

/**
 * A mail server's question about a user who comes in person.
 *
 * @param user the user's id or one of its addresses
 * @param action as access control rules name it
 * @param ipAddress the client's IPv4 address
 * @param device null when it is no device, or not known
 */
record AccessCall(
    String organizationId, String user, String action, String ipAddress, Device device) {

  /** A device, as far as it is known; what is blank was not reported. */
  record Device(String id, String type, String model, String operatingSystem, String userAgent) {
    Device {
      id = unlessBlank(id);
      type = unlessBlank(type);
      model = unlessBlank(model);
      operatingSystem = unlessBlank(operatingSystem);
      userAgent = unlessBlank(userAgent);
    }

    private static String unlessBlank(String reported) {
      return reported == null || reported.isBlank() ? null : reported;
    }
  }

  private static final Device UNKNOWN = new Device(null, null, null, null, null);

  /**
   * The question.
   *
   * @throws IllegalArgumentException when it is none
   */
  AccessQuestion question() {
    Device known = device == null ? UNKNOWN : device;
    return new AccessQuestion(
        Members.organizationId(organizationId),
        Members.required("User", user),
        AccessAction.parse(Members.required("Action", action))
            .orElseThrow(() -> new IllegalArgumentException("Action names none.")),
        Members.ipAddress(ipAddress),
        known.id(),
        new MobileDevice(known.type(), known.model(), known.operatingSystem(), known.userAgent()));
  }
}
