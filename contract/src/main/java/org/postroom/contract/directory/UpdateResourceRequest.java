package org.postroom.contract.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.Sensitive;

/** Input of {@code UpdateResource}. Changes a resource: absent is unchanged. */
public record UpdateResourceRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String resourceId,
    @Size(min = 1, max = 20) @MemberPattern(regexp = Patterns.USER_NAME) String name,
    @Valid BookingOptions bookingOptions,
    @Sensitive @Size(max = 64) String description,
    @EnumValue(ResourceType.class) String type,
    Boolean hiddenFromGlobalAddressList) {}
