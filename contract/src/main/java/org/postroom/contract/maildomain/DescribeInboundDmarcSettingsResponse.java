package org.postroom.contract.maildomain;

/** What {@code DescribeInboundDmarcSettings} answers; unset members are null. */
public record DescribeInboundDmarcSettingsResponse(boolean enforced) {}
