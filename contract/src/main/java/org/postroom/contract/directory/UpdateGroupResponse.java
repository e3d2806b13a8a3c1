package org.postroom.contract.directory;

/** The empty answer of {@code UpdateGroup}. */
public record UpdateGroupResponse() {}
