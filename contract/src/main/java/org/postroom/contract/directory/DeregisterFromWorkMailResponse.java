package org.postroom.contract.directory;

/** The empty answer of {@code DeregisterFromWorkMail}. */
public record DeregisterFromWorkMailResponse() {}
