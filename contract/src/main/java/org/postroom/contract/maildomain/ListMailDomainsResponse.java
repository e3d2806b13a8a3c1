package org.postroom.contract.maildomain;

import java.util.List;

/** What {@code ListMailDomains} answers; unset members are null. */
public record ListMailDomainsResponse(List<MailDomainSummary> mailDomains, String nextToken) {}
