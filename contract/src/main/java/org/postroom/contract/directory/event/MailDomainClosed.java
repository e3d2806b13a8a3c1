package org.postroom.contract.directory.event;

/**
 * A registration of a mail domain is closed for new addresses, for good; no address uses it. Its
 * owner removes it.
 */
public record MailDomainClosed(String registrationId, String domainName) {}
