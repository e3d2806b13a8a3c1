package org.postroom.directory.maildomain.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A mail domain of an organization. */
@Embeddable
record MailDomainViewKey(
    @Column(name = "organization_id") String organizationId,
    @Column(name = "domain_name") String domainName) {}
