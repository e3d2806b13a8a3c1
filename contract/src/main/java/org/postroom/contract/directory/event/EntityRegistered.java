package org.postroom.contract.directory.event;

/** A user, group or resource is ENABLED under its primary address. */
public record EntityRegistered(String entityId, String entityType, String email) {}
