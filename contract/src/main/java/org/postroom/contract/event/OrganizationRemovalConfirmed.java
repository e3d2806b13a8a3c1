package org.postroom.contract.event;

/** A participant holds nothing of the organization any more. */
public record OrganizationRemovalConfirmed(String process) {}
