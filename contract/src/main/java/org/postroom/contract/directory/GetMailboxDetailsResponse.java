package org.postroom.contract.directory;

/** What {@code GetMailboxDetails} answers; unset members are null. */
public record GetMailboxDetailsResponse(Integer mailboxQuota, Double mailboxSize) {}
