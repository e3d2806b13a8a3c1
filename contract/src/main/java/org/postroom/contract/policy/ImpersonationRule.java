package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.EnumValue;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/** A rule of an impersonation role; its id is chosen by the caller. */
public record ImpersonationRule(
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD)
        String impersonationRuleId,
    @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.SINGLE_LINE) String name,
    @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.MULTIPLE_LINES) String description,
    @NotNull @EnumValue(AccessEffect.class) String effect,
    @Size(min = 1, max = 10)
        List<
                @NotNull @Size(min = 1, max = 256)
                @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER) String>
            targetUsers,
    @Size(min = 1, max = 10)
        List<
                @NotNull @Size(min = 1, max = 256)
                @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER) String>
            notTargetUsers) {}
