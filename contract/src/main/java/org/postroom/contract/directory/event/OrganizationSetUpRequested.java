package org.postroom.contract.directory.event;

import java.util.List;

/**
 * The organization is Creating: every participant sets up its defaults and confirms {@code
 * process}. Repeated with the next {@code attempt} until all have answered.
 */
public record OrganizationSetUpRequested(
    String process, int attempt, String alias, String account, List<String> domains) {}
