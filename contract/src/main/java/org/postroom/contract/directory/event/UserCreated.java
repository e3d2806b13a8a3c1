package org.postroom.contract.directory.event;

/** A user exists, DISABLED. */
public record UserCreated(
    String userId,
    String name,
    String displayName,
    String firstName,
    String lastName,
    String role,
    boolean hiddenFromGlobalAddressList) {}
