package org.postroom.contract.policy.event;

/** Email monitoring has ended. */
public record EmailMonitoringConfigurationDeleted() {}
