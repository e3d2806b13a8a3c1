package org.postroom.contract.directory.event;

/** A user is DELETED; its id never comes back. */
public record UserDeleted(String userId) {}
