package org.postroom.contract.directory.event;

/** A user's attributes or role changed; all members that are not cleared are given. */
public record UserUpdated(
    String userId,
    String name,
    String displayName,
    String firstName,
    String lastName,
    String initials,
    String telephone,
    String street,
    String jobTitle,
    String city,
    String company,
    String zipCode,
    String department,
    String country,
    String office,
    String role,
    boolean hiddenFromGlobalAddressList) {}
