package org.postroom.contract.directory.event;

/**
 * The organization is Deleting: nothing in it is accessible any more. What was in it is dropped and
 * not told off one by one.
 */
public record OrganizationDeleting() {}
