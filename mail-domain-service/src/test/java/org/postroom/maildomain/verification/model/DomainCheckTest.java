package org.postroom.maildomain.verification.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.FAILED;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.PENDING;
import static org.postroom.contract.maildomain.DnsRecordVerificationStatus.VERIFIED;
import static org.postroom.maildomain.verification.model.Finding.FOUND;
import static org.postroom.maildomain.verification.model.Finding.MISSING;
import static org.postroom.maildomain.verification.model.Finding.UNKNOWN;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DomainCheckTest {
  private static final Instant BEGIN = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration RECHECK = Duration.ofHours(24);
  private static final VerificationSchedule SCHEDULE =
      new VerificationSchedule(
          Duration.ofSeconds(5), Duration.ofHours(1), Duration.ofHours(72), RECHECK);
  private static final RecordState PENDING_STATE = new RecordState(PENDING, Optional.of(BEGIN));
  private static final RecordState VERIFIED_STATE = new RecordState(VERIFIED, Optional.empty());
  private static final DomainCheck NEW = new DomainCheck(0, PENDING_STATE, PENDING_STATE, BEGIN);

  @Test
  void aDomainWhoseRecordsAreThereIsVerifiedAndLookedUpAgainTheNextDay() {
    assertThat(NEW.after(FOUND, FOUND, BEGIN, SCHEDULE))
        .isEqualTo(new DomainCheck(1, VERIFIED_STATE, VERIFIED_STATE, BEGIN.plus(RECHECK)));
  }

  @Test
  void eachKindOfRecordIsVerifiedForItself() {
    DomainCheck check = NEW.after(FOUND, MISSING, BEGIN, SCHEDULE);
    assertThat(check.ownership()).isEqualTo(VERIFIED_STATE);
    assertThat(check.dkim()).isEqualTo(PENDING_STATE);
    assertThat(check.dueAt()).isEqualTo(BEGIN.plusSeconds(5));
  }

  @Test
  void whatIsMissingIsLookedForFastThenSlowerUntilItHasFailedAfterThreeDays() {
    List<Duration> pauses = new ArrayList<>();
    DomainCheck check = NEW;
    while (check.ownership().status() == PENDING) {
      Instant now = check.dueAt();
      check = check.after(MISSING, MISSING, now, SCHEDULE);
      pauses.add(Duration.between(now, check.dueAt()));
    }
    Duration failedAfter = Duration.between(BEGIN, check.dueAt().minus(RECHECK));
    assertThat(failedAfter).isBetween(Duration.ofHours(72), Duration.ofHours(73));
    assertThat(check.ownership().status()).isEqualTo(FAILED);
    assertThat(check.dkim().status()).isEqualTo(FAILED);
    assertThat(pauses.get(pauses.size() - 1)).isEqualTo(RECHECK);
    List<Duration> before = pauses.subList(0, pauses.size() - 1);
    assertThat(before).isSorted().first().isEqualTo(Duration.ofSeconds(5));
    assertThat(before.get(before.size() - 1)).isEqualTo(Duration.ofHours(1));
    assertThat(before).hasSizeLessThan(120);
  }

  @Test
  void aLaterAppearanceVerifiesWhatHasFailed() {
    RecordState failed = new RecordState(FAILED, Optional.of(BEGIN));
    Instant later = BEGIN.plus(Duration.ofDays(30));
    DomainCheck check =
        new DomainCheck(90, failed, failed, later).after(FOUND, FOUND, later, SCHEDULE);
    assertThat(check)
        .isEqualTo(new DomainCheck(91, VERIFIED_STATE, VERIFIED_STATE, later.plus(RECHECK)));
  }

  @Test
  void recordsThatDisappearAreLookedForAgainForThreeDaysBeforeTheDomainFails() {
    DomainCheck verified = new DomainCheck(4, VERIFIED_STATE, VERIFIED_STATE, BEGIN);
    DomainCheck gone = verified.after(MISSING, FOUND, BEGIN, SCHEDULE);
    assertThat(gone.ownership()).isEqualTo(new RecordState(VERIFIED, Optional.of(BEGIN)));
    assertThat(gone.dueAt()).isEqualTo(BEGIN.plusSeconds(5));

    Instant almost = BEGIN.plus(Duration.ofHours(72)).minusNanos(1);
    assertThat(gone.after(MISSING, FOUND, almost, SCHEDULE).ownership().status())
        .isEqualTo(VERIFIED);
    assertThat(gone.after(FOUND, FOUND, almost, SCHEDULE).ownership()).isEqualTo(VERIFIED_STATE);
    DomainCheck failed = gone.after(MISSING, FOUND, BEGIN.plus(Duration.ofHours(72)), SCHEDULE);
    assertThat(failed.ownership().status()).isEqualTo(FAILED);
    assertThat(failed.dkim()).isEqualTo(VERIFIED_STATE);
  }

  @Test
  void resolversThatNeverAnswerFailWhatWasNotVerified() {
    Instant almost = BEGIN.plus(Duration.ofHours(72)).minusNanos(1);
    DomainCheck pending = NEW.after(UNKNOWN, UNKNOWN, almost, SCHEDULE);
    assertThat(pending.ownership()).isEqualTo(PENDING_STATE);
    DomainCheck failed = NEW.after(UNKNOWN, UNKNOWN, almost.plusNanos(1), SCHEDULE);
    assertThat(failed.ownership().status()).isEqualTo(FAILED);
    assertThat(failed.dkim().status()).isEqualTo(FAILED);
  }

  @Test
  void resolversThatDoNotAnswerChangeNothingForWhatIsVerified() {
    DomainCheck verified = new DomainCheck(4, VERIFIED_STATE, VERIFIED_STATE, BEGIN);
    assertThat(verified.after(UNKNOWN, FOUND, BEGIN, SCHEDULE))
        .isEqualTo(
            new DomainCheck(
                5, VERIFIED_STATE, VERIFIED_STATE, BEGIN.plus(SCHEDULE.longestPause())));
  }
}
