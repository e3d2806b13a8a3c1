package org.postroom.directory.mailbox.model;

import java.time.Duration;
import java.time.Instant;

/**
 * The dates of an entity's mailbox.
 *
 * @param provisionedAt when the mailbox was made; null when there never was one
 * @param deprovisionedAt since when it is only kept; null while it is in use
 */
public record Mailbox(Instant provisionedAt, Instant deprovisionedAt) {
  /** How long the mailbox of a disabled or deleted entity is kept. */
  public static final Duration RETENTION = Duration.ofDays(30);

  /** An entity that never had a mailbox. */
  public static final Mailbox NONE = new Mailbox(null, null);

  /** In use from now on: restored while it is kept, a new one otherwise. */
  public Mailbox provisioned(Instant now) {
    boolean restored = provisionedAt != null && !isOverdue(now);
    return new Mailbox(restored ? provisionedAt : now, null);
  }

  /** Only kept from now on; nothing changes when there is none or it is only kept already. */
  public Mailbox deprovisioned(Instant now) {
    return isInUse() ? new Mailbox(provisionedAt, now) : this;
  }

  /** Whether there is one that is not only kept. */
  public boolean isInUse() {
    return provisionedAt != null && deprovisionedAt == null;
  }

  /** Whether it has been kept long enough: nobody may be given it again. */
  public boolean isOverdue(Instant now) {
    return deprovisionedAt != null && !now.isBefore(deprovisionedAt.plus(RETENTION));
  }
}
