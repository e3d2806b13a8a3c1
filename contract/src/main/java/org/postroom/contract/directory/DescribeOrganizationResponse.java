package org.postroom.contract.directory;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** What {@code DescribeOrganization} answers; unset members are null. */
public record DescribeOrganizationResponse(
    String organizationId,
    String alias,
    String state,
    String directoryId,
    String directoryType,
    String defaultMailDomain,
    Instant completedDate,
    String errorMessage,
    @JsonProperty("ARN") String arn,
    String migrationAdmin,
    boolean interoperabilityEnabled) {}
