package org.postroom.directory.authentication.http;

import org.postroom.directory.authentication.application.KnownUser;

/**
 * The answer to a mail server.
 *
 * @param authenticated whether address and password belong together; when not, nothing else is told
 * @param userId never comes back: name the mailbox after it, not after an address
 * @param primaryAddress whichever of the user's addresses was asked about
 * @param hasMailbox false for a user whose mail is kept elsewhere
 * @param mailboxQuota what the mailbox may hold, in megabytes of 1,048,576 bytes
 */
record AuthenticationAnswer(
    boolean authenticated,
    String organizationId,
    String userId,
    String primaryAddress,
    Boolean hasMailbox,
    Integer mailboxQuota) {

  static AuthenticationAnswer right(KnownUser user) {
    return new AuthenticationAnswer(
        true,
        user.organizationId(),
        user.userId(),
        user.primaryAddress(),
        user.mailboxQuota() != null,
        user.mailboxQuota());
  }

  static AuthenticationAnswer wrong() {
    return new AuthenticationAnswer(false, null, null, null, null, null);
  }
}
