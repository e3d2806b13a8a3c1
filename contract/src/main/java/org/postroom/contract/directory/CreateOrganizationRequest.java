package org.postroom.contract.directory;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code CreateOrganization}. Requests a new organization, which is set up in the
 * background.
 */
public record CreateOrganizationRequest(
    @Size(min = 12, max = 12) @MemberPattern(regexp = Patterns.DIRECTORY_ID) String directoryId,
    @NotNull @Size(min = 1, max = 62) @MemberPattern(regexp = Patterns.ORGANIZATION_ALIAS)
        String alias,
    @Size(min = 1, max = 128) @MemberPattern(regexp = Patterns.CLIENT_TOKEN) String clientToken,
    @Size(max = 5) List<@NotNull @Valid Domain> domains,
    @Size(min = 20, max = 2048) @MemberPattern(regexp = Patterns.KMS_KEY_ARN) String kmsKeyArn,
    boolean enableInteroperability) {}
