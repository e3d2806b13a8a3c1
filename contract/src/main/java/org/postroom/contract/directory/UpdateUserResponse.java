package org.postroom.contract.directory;

/** The empty answer of {@code UpdateUser}. */
public record UpdateUserResponse() {}
