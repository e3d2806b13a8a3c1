package org.postroom.directory.user.model;

/**
 * What UpdateUser asks for; null leaves a member as it is.
 *
 * @param attributes the attributes; an empty string clears one
 * @param hiddenFromGlobalAddressList whether address lists leave the user out
 * @param role the role, as it came
 */
public record UserUpdate(
    UserAttributes attributes, Boolean hiddenFromGlobalAddressList, String role) {}
