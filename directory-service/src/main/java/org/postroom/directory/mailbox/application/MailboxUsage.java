package org.postroom.directory.mailbox.application;

/**
 * What a mailbox holds.
 *
 * @param entityId whose it is
 * @param sizeBytes not negative
 */
public record MailboxUsage(String entityId, long sizeBytes) {}
