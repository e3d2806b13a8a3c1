package org.postroom.kit.inbox;

/** What a command takes effect at most once under. */
public record CommandKey(String organizationId, String commandId) {}
