package org.postroom.contract.directory;

import java.time.Instant;
import org.postroom.contract.validation.Sensitive;

/** A user in a listing. */
public record User(
    String id,
    String email,
    String name,
    @Sensitive String displayName,
    EntityState state,
    UserRole userRole,
    Instant enabledDate,
    Instant disabledDate) {}
