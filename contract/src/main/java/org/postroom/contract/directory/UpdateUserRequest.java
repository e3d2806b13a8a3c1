package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.Sensitive;

/**
 * Input of {@code UpdateUser}. Changes attributes of a user: absent is unchanged, an empty text
 * clears.
 */
public record UpdateUserRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String userId,
    @EnumValue(UserRole.class) String role,
    @Sensitive @Size(max = 256) String displayName,
    @Sensitive @Size(max = 256) String firstName,
    @Sensitive @Size(max = 256) String lastName,
    Boolean hiddenFromGlobalAddressList,
    @Sensitive @Size(max = 256) String initials,
    @Sensitive @Size(max = 256) String telephone,
    @Sensitive @Size(max = 256) String street,
    @Sensitive @Size(max = 256) String jobTitle,
    @Sensitive @Size(max = 256) String city,
    @Sensitive @Size(max = 256) String company,
    @Sensitive @Size(max = 256) String zipCode,
    @Sensitive @Size(max = 256) String department,
    @Sensitive @Size(max = 256) String country,
    @Sensitive @Size(max = 256) String office) {}
