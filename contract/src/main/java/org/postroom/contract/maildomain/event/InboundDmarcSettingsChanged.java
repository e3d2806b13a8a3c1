package org.postroom.contract.maildomain.event;

/** Whether incoming mail that fails its sender's DMARC policy is treated as that policy says. */
public record InboundDmarcSettingsChanged(boolean enforced) {}
