package org.postroom.contract.policy;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.postroom.contract.validation.MemberPattern;
import org.postroom.contract.validation.Patterns;

/**
 * Input of {@code PutEmailMonitoringConfiguration}. Says where the records of email monitoring go.
 */
public record PutEmailMonitoringConfigurationRequest(
    @NotNull @Size(min = 34, max = 34) @MemberPattern(regexp = Patterns.ORGANIZATION_ID)
        String organizationId,
    @Size(min = 20, max = 2048) @MemberPattern(regexp = Patterns.ROLE_ARN) String roleArn,
    @NotNull @Size(min = 47, max = 562) @MemberPattern(regexp = Patterns.LOG_GROUP_ARN)
        String logGroupArn) {}
