package org.postroom.directory.registration.model;

import java.time.Instant;
import org.postroom.contract.directory.EntityState;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.mailbox.model.Mailbox;

/**
 * Where a user, group or resource is in its life: DISABLED when created, ENABLED while registered,
 * DELETED as a tombstone.
 *
 * @param email the primary address; null unless ENABLED
 * @param enabledAt when it was last registered; null if never
 * @param disabledAt when it was last deregistered; null if never
 */
public record Registration(
    EntityState state, EmailAddress email, Instant enabledAt, Instant disabledAt, Mailbox mailbox) {
  /** Of what has just been created. */
  public static final Registration NONE =
      new Registration(EntityState.DISABLED, null, null, null, Mailbox.NONE);

  /**
   * ENABLED from now on.
   *
   * @param withMailbox whether there is to be a mailbox
   */
  Registration registered(EmailAddress address, boolean withMailbox, Instant now) {
    return new Registration(
        EntityState.ENABLED,
        address,
        now,
        disabledAt,
        withMailbox ? mailbox.provisioned(now) : mailbox);
  }

  /** ENABLED as before under another primary address. */
  Registration under(EmailAddress address) {
    return new Registration(state, address, enabledAt, disabledAt, mailbox);
  }

  /** DISABLED from now on; the mailbox is only kept. */
  Registration deregistered(Instant now) {
    return new Registration(EntityState.DISABLED, null, enabledAt, now, mailbox.deprovisioned(now));
  }

  /** DELETED, with the dates it had. */
  Registration deleted() {
    return new Registration(EntityState.DELETED, null, enabledAt, disabledAt, mailbox);
  }
}
