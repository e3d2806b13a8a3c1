package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.secret.Secret;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.SecretSize;

/** An Exchange Web Services endpoint with the login for it. */
public record EwsAvailabilityProvider(
    @NotNull @Size(max = 256) @MemberPattern(regexp = Patterns.URL) String ewsEndpoint,
    @NotNull @Size(max = 256) @MemberPattern(regexp = Patterns.LATIN_1) String ewsUsername,
    @NotNull @SecretSize(max = 256) @MemberPattern(regexp = Patterns.LATIN_1, orEmpty = true)
        Secret ewsPassword) {}
