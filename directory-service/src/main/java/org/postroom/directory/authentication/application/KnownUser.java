package org.postroom.directory.authentication.application;

/**
 * An ENABLED user, found by one of its addresses.
 *
 * @param mailboxQuota in megabytes; null for a user whose mail is kept elsewhere
 * @param passwordHash null when the user never had a password
 */
public record KnownUser(
    String organizationId,
    String userId,
    String primaryAddress,
    Integer mailboxQuota,
    String passwordHash) {
  @Override
  public String toString() {
    return "KnownUser[" + organizationId + "/" + userId + "]";
  }
}
