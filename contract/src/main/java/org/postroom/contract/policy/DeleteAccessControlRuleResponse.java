package org.postroom.contract.policy;

/** The empty answer of {@code DeleteAccessControlRule}. */
public record DeleteAccessControlRuleResponse() {}
