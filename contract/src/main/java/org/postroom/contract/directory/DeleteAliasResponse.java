package org.postroom.contract.directory;

/** The empty answer of {@code DeleteAlias}. */
public record DeleteAliasResponse() {}
