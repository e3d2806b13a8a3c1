package org.postroom.contract.event;

/**
 * A participant cannot set up an organization that is being created; {@code reason} is shown to the
 * caller.
 */
public record OrganizationSetUpRefused(String process, String reason) {}
