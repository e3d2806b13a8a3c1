package org.postroom.contract.directory.event;

/** A participant refused, or creation took too long; the organization is Failed. */
public record OrganizationFailed(String reason) {}
