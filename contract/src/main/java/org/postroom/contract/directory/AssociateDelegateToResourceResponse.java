package org.postroom.contract.directory;

/** The empty answer of {@code AssociateDelegateToResource}. */
public record AssociateDelegateToResourceResponse() {}
