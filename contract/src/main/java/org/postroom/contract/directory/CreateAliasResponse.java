package org.postroom.contract.directory;

/** The empty answer of {@code CreateAlias}. */
public record CreateAliasResponse() {}
