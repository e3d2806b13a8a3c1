package org.postroom.contract.directory;

/** The empty answer of {@code UntagResource}. */
public record UntagResourceResponse() {}
