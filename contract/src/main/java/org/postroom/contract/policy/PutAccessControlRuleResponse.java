package org.postroom.contract.policy;

/** The empty answer of {@code PutAccessControlRule}. */
public record PutAccessControlRuleResponse() {}
