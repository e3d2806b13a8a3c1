package org.postroom.contract.event;

/** A participant has set up its defaults for an organization that is being created. */
public record OrganizationSetUpConfirmed(String process) {}
