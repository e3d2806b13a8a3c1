package org.postroom.contract.policy;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;
import org.postroom.contract.validation.Sensitive;

/** Input of {@code PutRetentionPolicy}. Creates or replaces the organization's retention policy. */
public record PutRetentionPolicyRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String id,
    @NotNull @Size(min = 1, max = 64) @MemberPattern(regexp = Patterns.WORD) String name,
    @Sensitive @Size(max = 256) @MemberPattern(regexp = Patterns.POLICY_DESCRIPTION)
        String description,
    @NotNull List<@NotNull @Valid FolderConfiguration> folderConfigurations) {}
