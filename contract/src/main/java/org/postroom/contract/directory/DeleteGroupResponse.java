package org.postroom.contract.directory;

/** The empty answer of {@code DeleteGroup}. */
public record DeleteGroupResponse() {}
