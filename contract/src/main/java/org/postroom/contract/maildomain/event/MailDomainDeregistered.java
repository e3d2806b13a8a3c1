package org.postroom.contract.maildomain.event;

/** A registration is gone; the name is free. */
public record MailDomainDeregistered(String registrationId, String domainName) {}
