package org.postroom.policy.access.model;

/**
 * Somebody who wants to get at a mailbox: a user, or an impersonation role.
 *
 * @param address the bits of the IPv4 address it comes from
 * @param action the way it takes
 * @param byRole whether {@code principalId} is an impersonation role's id and not a user's
 */
public record AccessRequest(int address, AccessAction action, boolean byRole, String principalId) {

  /**
   * A user's access.
   *
   * @param ipAddress dotted IPv4
   * @throws IllegalArgumentException when it is no IPv4 address
   */
  public static AccessRequest byUser(String ipAddress, AccessAction action, String userId) {
    return new AccessRequest(IpRanges.address(ipAddress), action, false, userId);
  }

  /**
   * The access of an impersonation role.
   *
   * @param ipAddress dotted IPv4
   * @throws IllegalArgumentException when it is no IPv4 address
   */
  public static AccessRequest byRole(String ipAddress, AccessAction action, String roleId) {
    return new AccessRequest(IpRanges.address(ipAddress), action, true, roleId);
  }
}
