package org.postroom.contract.directory.event;

/** A user's mailbox may hold so many megabytes (of 1,048,576 bytes) from now on. */
public record MailboxQuotaChanged(String entityId, int mailboxQuota) {}
