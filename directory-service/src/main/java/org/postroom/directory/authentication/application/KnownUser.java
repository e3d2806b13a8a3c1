package org.postroom.directory.authentication.application;

import org.postroom.contract.directory.UserRole;

/**
 * An ENABLED user, found by one of its addresses.
 *
 * @param passwordHash null when the user never had a password
 */
public record KnownUser(
    String organizationId,
    String userId,
    String primaryAddress,
    UserRole role,
    String passwordHash) {
  @Override
  public String toString() {
    return "KnownUser[" + organizationId + "/" + userId + "]";
  }
}
