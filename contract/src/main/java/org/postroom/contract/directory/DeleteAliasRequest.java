package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** Input of {@code DeleteAlias}. Takes an alias from an entity; an absent alias is no error. */
public record DeleteAliasRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 12, max = 256) String entityId,
    @NotNull @Size(min = 1, max = 254) @MemberPattern(regexp = Patterns.EMAIL_ADDRESS)
        String alias) {}
