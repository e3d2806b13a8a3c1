package org.postroom.contract.directory;

/** The empty answer of {@code AssociateMemberToGroup}. */
public record AssociateMemberToGroupResponse() {}
