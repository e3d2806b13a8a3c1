package org.postroom.contract.directory;

import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.Sensitive;

/** What ListUsers is narrowed to; at most one member. */
public record ListUsersFilters(
    @Size(max = 256) String usernamePrefix,
    @Sensitive @Size(max = 256) String displayNamePrefix,
    @Size(max = 256) String primaryEmailPrefix,
    @EnumValue(EntityState.class) String state) {}
