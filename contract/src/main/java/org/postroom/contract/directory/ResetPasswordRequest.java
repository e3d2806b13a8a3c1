package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.secret.LoginPassword;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.SecretSize;

/** Input of {@code ResetPassword}. Replaces the password of a user. */
public record ResetPasswordRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 12, max = 256) String userId,
    @LoginPassword
        @NotNull
        @SecretSize(max = 256)
        @MemberPattern(regexp = Patterns.LATIN_1, orEmpty = true)
        Secret password) {}
