package org.postroom.maildomain.verification.model;

import java.time.Instant;

/**
 * The look-ups of one registration.
 *
 * @param attempt how many look-ups have been decided
 * @param ownership of its ownership record
 * @param dkim of the records of its keys
 * @param dueAt when it is looked up next
 */
public record DomainCheck(int attempt, RecordState ownership, RecordState dkim, Instant dueAt) {

  /** What follows from a look-up. */
  public DomainCheck after(
      Finding ownershipFinding, Finding dkimFinding, Instant now, VerificationSchedule schedule) {
    RecordState owned = ownership.after(ownershipFinding, now, schedule);
    RecordState signed = dkim.after(dkimFinding, now, schedule);
    return new DomainCheck(
        attempt + 1,
        owned,
        signed,
        now.plus(
            VerificationSchedule.shorter(
                schedule.pause(owned, ownershipFinding, now),
                schedule.pause(signed, dkimFinding, now))));
  }
}
