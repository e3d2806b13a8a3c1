package org.postroom.contract.policy;

/** The empty answer of {@code DeleteEmailMonitoringConfiguration}. */
public record DeleteEmailMonitoringConfigurationResponse() {}
