package org.postroom.contract.directory.event;

/** The mailbox of an entity that was deregistered 30 days ago is not kept any longer. */
public record MailboxPurged(String entityId) {}
