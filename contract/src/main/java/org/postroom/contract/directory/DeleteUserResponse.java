package org.postroom.contract.directory;

/** The empty answer of {@code DeleteUser}. */
public record DeleteUserResponse() {}
