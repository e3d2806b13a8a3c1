package org.postroom.contract.maildomain;

/** The empty answer of {@code PutInboundDmarcSettings}. */
public record PutInboundDmarcSettingsResponse() {}
