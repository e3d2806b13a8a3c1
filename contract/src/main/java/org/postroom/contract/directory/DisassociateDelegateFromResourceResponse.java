package org.postroom.contract.directory;

/** The empty answer of {@code DisassociateDelegateFromResource}. */
public record DisassociateDelegateFromResourceResponse() {}
