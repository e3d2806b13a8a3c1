package org.postroom.export.run;

/**
 * Whose mailbox is exported. Mail servers name mailboxes after any of these.
 *
 * @param entityId the id of the user or resource
 * @param email its primary address
 * @param name its user name
 */
public record MailboxOwner(String entityId, String email, String name) {}
