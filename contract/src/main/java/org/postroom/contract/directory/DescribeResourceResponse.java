package org.postroom.contract.directory;

import java.time.Instant;
import org.postroom.contract.validation.Sensitive;

/** What {@code DescribeResource} answers; unset members are null. */
public record DescribeResourceResponse(
    String resourceId,
    String email,
    String name,
    ResourceType type,
    BookingOptions bookingOptions,
    EntityState state,
    Instant enabledDate,
    Instant disabledDate,
    @Sensitive String description,
    boolean hiddenFromGlobalAddressList) {}
