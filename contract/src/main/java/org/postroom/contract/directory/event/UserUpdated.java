package org.postroom.contract.directory.event;

/** A user's attributes or role changed; all members that are not cleared are given. */
public record UserUpdated(
    String userId,
    String name,
    String displayName,
    String firstName,
    String lastName,
    String role,
    boolean hiddenFromGlobalAddressList) {}
