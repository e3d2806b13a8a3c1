package org.postroom.contract.directory;

/** The empty answer of {@code UpdateMailboxQuota}. */
public record UpdateMailboxQuotaResponse() {}
