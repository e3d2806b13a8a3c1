package org.postroom.contract.directory;

/** The empty answer of {@code DeleteResource}. */
public record DeleteResourceResponse() {}
