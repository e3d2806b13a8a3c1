package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.secret.LoginPassword;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.SecretSize;
import org.postroom.contract.validation.Sensitive;

/** Input of {@code CreateUser}. Makes a user, DISABLED until it is registered. */
public record CreateUserRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.USER_NAME) String name,
    @Sensitive @NotNull @Size(max = 256) String displayName,
    @LoginPassword @SecretSize(max = 256) @MemberPattern(regexp = Patterns.LATIN_1, orEmpty = true)
        Secret password,
    @EnumValue(UserRole.class) String role,
    @Sensitive @Size(max = 256) String firstName,
    @Sensitive @Size(max = 256) String lastName,
    boolean hiddenFromGlobalAddressList) {}
