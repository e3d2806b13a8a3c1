package org.postroom.contract.maildomain;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** A function that knows the calendars of a domain. */
public record LambdaAvailabilityProvider(
    @NotNull @Size(min = 49, max = 256) @MemberPattern(regexp = Patterns.LAMBDA_ARN)
        String lambdaArn) {}
