package org.postroom.contract.policy.event;

/** The records of email monitoring go to this log group from now on, in this role. */
public record EmailMonitoringConfigurationPut(String roleArn, String logGroupArn) {}
