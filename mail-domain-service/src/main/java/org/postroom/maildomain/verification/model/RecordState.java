package org.postroom.maildomain.verification.model;

import java.time.Instant;
import java.util.Optional;
import org.postroom.contract.maildomain.DnsRecordVerificationStatus;

/**
 * How it stands with one kind of a domain's records.
 *
 * @param status what users see
 * @param missing since when the records have not been found; empty while they are there
 */
public record RecordState(DnsRecordVerificationStatus status, Optional<Instant> missing) {

  /**
   * The state after a look-up. A status outlives records that are missing for a short while, and
   * what is verified outlives any time without an answer; what is not verified yet does not.
   */
  public RecordState after(Finding finding, Instant now, VerificationSchedule schedule) {
    if (finding == Finding.FOUND) {
      return new RecordState(DnsRecordVerificationStatus.VERIFIED, Optional.empty());
    }
    if (finding == Finding.UNKNOWN && status == DnsRecordVerificationStatus.VERIFIED) {
      return this;
    }
    Instant since = missing.orElse(now);
    return new RecordState(
        schedule.isOver(since, now) ? DnsRecordVerificationStatus.FAILED : status,
        Optional.of(since));
  }
}
