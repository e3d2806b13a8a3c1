package org.postroom.contract.directory;

/** The empty answer of {@code TagResource}. */
public record TagResourceResponse() {}
