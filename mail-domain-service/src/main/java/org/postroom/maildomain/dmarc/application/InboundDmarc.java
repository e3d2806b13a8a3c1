package org.postroom.maildomain.dmarc.application;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/** Whether the DMARC policies of senders are enforced on inbound mail, per organization. */
public interface InboundDmarc {
  /** What holds for an organization about which nothing has been said. */
  boolean UNLESS_SET = true;

  /** The organization's value; {@link #UNLESS_SET} when it has none. */
  Uni<Boolean> enforced(Mutiny.Session session, String organizationId);

  /** Sets the organization's first value. */
  Change begin(String organizationId, boolean enforced);

  /** Replaces the organization's value. */
  Change replace(String organizationId, boolean enforced);

  /** Drops the organization's value. */
  Change forget(String organizationId);
}
