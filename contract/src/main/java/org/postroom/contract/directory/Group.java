package org.postroom.contract.directory;

import java.time.Instant;

/** A group in a listing. */
public record Group(
    String id,
    String email,
    String name,
    EntityState state,
    Instant enabledDate,
    Instant disabledDate) {}
