package org.postroom.contract.directory;

/** The empty answer of {@code ResetPassword}. */
public record ResetPasswordResponse() {}
