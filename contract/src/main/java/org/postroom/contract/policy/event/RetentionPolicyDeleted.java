package org.postroom.contract.policy.event;

/** The organization has no retention policy any more. */
public record RetentionPolicyDeleted(String id) {}
