package org.postroom.contract.policy;

/** The empty answer of {@code PutRetentionPolicy}. */
public record PutRetentionPolicyResponse() {}
