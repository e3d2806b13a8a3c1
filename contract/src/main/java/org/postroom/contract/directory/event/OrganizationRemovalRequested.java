package org.postroom.contract.directory.event;

/**
 * The organization is Deleting and the directory has dropped what was in it, or it is Failed and
 * being cleaned up: every participant drops its state and confirms {@code process}. Repeated with
 * the next {@code attempt} until all have.
 */
public record OrganizationRemovalRequested(String process, int attempt) {}
