package org.postroom.contract.directory;

import java.time.Instant;
import org.postroom.contract.validation.Sensitive;

/** A resource in a listing. */
public record Resource(
    String id,
    String email,
    String name,
    ResourceType type,
    EntityState state,
    Instant enabledDate,
    Instant disabledDate,
    @Sensitive String description) {}
