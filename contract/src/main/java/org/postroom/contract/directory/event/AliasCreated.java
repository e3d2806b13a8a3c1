package org.postroom.contract.directory.event;

/** An ENABLED user, group or resource has a further address. */
public record AliasCreated(String entityId, String entityType, String alias) {}
