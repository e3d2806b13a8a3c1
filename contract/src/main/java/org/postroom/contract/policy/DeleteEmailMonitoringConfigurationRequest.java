package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code DeleteEmailMonitoringConfiguration}. Ends email monitoring; an absent
 * configuration is no error.
 */
public record DeleteEmailMonitoringConfigurationRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId) {}
