package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.Sensitive;

/**
 * Input of {@code CreateResource}. Makes a room or a piece of equipment, DISABLED until it is
 * registered.
 */
public record CreateResourceRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 20) @MemberPattern(regexp = Patterns.USER_NAME) String name,
    @NotNull @EnumValue(ResourceType.class) String type,
    @Sensitive @Size(min = 1, max = 64) String description,
    boolean hiddenFromGlobalAddressList) {}
