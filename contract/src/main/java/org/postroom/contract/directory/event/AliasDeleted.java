package org.postroom.contract.directory.event;

/** A user, group or resource has lost a further address, which is free. */
public record AliasDeleted(String entityId, String entityType, String alias) {}
