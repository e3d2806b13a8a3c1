package org.postroom.contract.policy;

/** The empty answer of {@code PutEmailMonitoringConfiguration}. */
public record PutEmailMonitoringConfigurationResponse() {}
