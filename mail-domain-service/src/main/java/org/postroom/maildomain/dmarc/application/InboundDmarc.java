package org.postroom.maildomain.dmarc.application;

import org.postroom.kit.command.Change;

/** Whether the DMARC policies of senders are enforced on inbound mail, per organization. */
public interface InboundDmarc {
  /** Sets the organization's first value. */
  Change begin(String organizationId, boolean enforced);

  /** Drops the organization's value. */
  Change forget(String organizationId);
}
