package org.postroom.contract.directory;

/** The empty answer of {@code DeleteMailboxPermissions}. */
public record DeleteMailboxPermissionsResponse() {}
