package org.postroom.contract.directory;

/** The empty answer of {@code DisassociateMemberFromGroup}. */
public record DisassociateMemberFromGroupResponse() {}
