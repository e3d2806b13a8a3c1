package org.postroom.contract.policy;

import java.util.List;

/** What {@code ListAccessControlRules} answers; unset members are null. */
public record ListAccessControlRulesResponse(List<AccessControlRule> rules) {}
