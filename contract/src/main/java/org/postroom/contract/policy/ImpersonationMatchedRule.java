package org.postroom.contract.policy;

/** A rule of an impersonation role that decided. */
public record ImpersonationMatchedRule(String impersonationRuleId, String name) {}
