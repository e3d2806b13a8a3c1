package org.postroom.contract.directory;

/** The empty answer of {@code RegisterToWorkMail}. */
public record RegisterToWorkMailResponse() {}
