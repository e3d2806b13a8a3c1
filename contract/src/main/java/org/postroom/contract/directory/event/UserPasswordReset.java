package org.postroom.contract.directory.event;

/** A user's password was replaced; existing sessions end. */
public record UserPasswordReset(String userId) {}
