package org.postroom.contract.policy.event;

/** An access control rule does not hold any longer. */
public record AccessControlRuleDeleted(String name) {}
