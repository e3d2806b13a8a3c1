package org.postroom.contract.policy;

/** What {@code DescribeEmailMonitoringConfiguration} answers; unset members are null. */
public record DescribeEmailMonitoringConfigurationResponse(String roleArn, String logGroupArn) {}
