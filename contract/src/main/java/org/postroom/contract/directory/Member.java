package org.postroom.contract.directory;

import java.time.Instant;

/** A user or group in the listing of a group. */
public record Member(
    String id,
    String name,
    MemberType type,
    EntityState state,
    Instant enabledDate,
    Instant disabledDate) {}
