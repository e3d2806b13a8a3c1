package org.postroom.contract.policy;

/** The empty answer of {@code DeleteRetentionPolicy}. */
public record DeleteRetentionPolicyResponse() {}
