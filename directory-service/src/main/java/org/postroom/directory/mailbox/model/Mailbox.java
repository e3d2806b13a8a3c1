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
    boolean kept =
        provisionedAt != null
            && (deprovisionedAt == null || now.isBefore(deprovisionedAt.plus(RETENTION)));
    return new Mailbox(kept ? provisionedAt : now, null);
  }

  /** Only kept from now on. */
  public Mailbox deprovisioned(Instant now) {
    return provisionedAt == null ? this : new Mailbox(provisionedAt, now);
  }
}
