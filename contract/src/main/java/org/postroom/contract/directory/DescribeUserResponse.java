package org.postroom.contract.directory;

import java.time.Instant;
import org.postroom.contract.validation.Sensitive;

/** What {@code DescribeUser} answers; unset members are null. */
public record DescribeUserResponse(
    String userId,
    String name,
    String email,
    @Sensitive String displayName,
    EntityState state,
    UserRole userRole,
    Instant enabledDate,
    Instant disabledDate,
    Instant mailboxProvisionedDate,
    Instant mailboxDeprovisionedDate,
    @Sensitive String firstName,
    @Sensitive String lastName,
    boolean hiddenFromGlobalAddressList,
    @Sensitive String initials,
    @Sensitive String telephone,
    @Sensitive String street,
    @Sensitive String jobTitle,
    @Sensitive String city,
    @Sensitive String company,
    @Sensitive String zipCode,
    @Sensitive String department,
    @Sensitive String country,
    @Sensitive String office) {}
