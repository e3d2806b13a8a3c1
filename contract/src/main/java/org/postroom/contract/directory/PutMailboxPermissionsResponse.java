package org.postroom.contract.directory;

/** The empty answer of {@code PutMailboxPermissions}. */
public record PutMailboxPermissionsResponse() {}
