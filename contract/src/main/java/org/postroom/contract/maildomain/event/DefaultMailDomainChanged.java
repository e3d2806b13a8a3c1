package org.postroom.contract.maildomain.event;

/** Another domain is the organization's default. */
public record DefaultMailDomainChanged(String registrationId, String domainName) {}
