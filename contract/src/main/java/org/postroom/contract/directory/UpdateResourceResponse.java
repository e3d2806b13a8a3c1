package org.postroom.contract.directory;

/** The empty answer of {@code UpdateResource}. */
public record UpdateResourceResponse() {}
