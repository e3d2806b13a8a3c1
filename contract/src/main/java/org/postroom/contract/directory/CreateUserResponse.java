package org.postroom.contract.directory;

/** What {@code CreateUser} answers; unset members are null. */
public record CreateUserResponse(String userId) {}
