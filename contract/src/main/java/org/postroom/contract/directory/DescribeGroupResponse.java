package org.postroom.contract.directory;

import java.time.Instant;

/** What {@code DescribeGroup} answers; unset members are null. */
public record DescribeGroupResponse(
    String groupId,
    String name,
    String email,
    EntityState state,
    Instant enabledDate,
    Instant disabledDate,
    boolean hiddenFromGlobalAddressList) {}
