package org.postroom.policy.impersonation.application;

import org.postroom.policy.impersonation.model.Role;

/** A role in a listing, with its place there. */
public record NumberedRole(long number, Role role) {}
