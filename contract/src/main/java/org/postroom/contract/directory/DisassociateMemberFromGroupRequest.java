package org.postroom.contract.directory;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DisassociateMemberFromGroup}. Removes a member from a group; an absent member is
 * no error.
 */
public record DisassociateMemberFromGroupRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String groupId,
    @NotNull @Size(min = 1, max = 256) @MemberPattern(regexp = Patterns.ENTITY_IDENTIFIER)
        String memberId) {}
