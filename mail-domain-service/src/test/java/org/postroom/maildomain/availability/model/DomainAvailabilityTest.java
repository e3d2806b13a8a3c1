package org.postroom.maildomain.availability.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.EwsAvailabilityProvider;
import org.postroom.contract.maildomain.LambdaAvailabilityProvider;
import org.postroom.contract.maildomain.event.EwsAvailabilityConfigured;
import org.postroom.contract.secret.Secret;
import org.postroom.maildomain.availability.model.DomainAvailability.Count;

/** What is decided about availability configurations. */
class DomainAvailabilityTest {
  private static final Instant THEN = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
  private static final CalendarDomain DOMAIN = CalendarDomain.of("Partner.Example");
  private static final EwsAvailabilityProvider EWS =
      new EwsAvailabilityProvider("https://mail.partner.example/", "reader", new Secret("sealed"));
  private static final LambdaAvailabilityProvider LAMBDA =
      new LambdaAvailabilityProvider("arn:aws:lambda:us-east-1:123456789012:function:calendars");

  @Test
  void exactlyOneProviderIsGiven() {
    assertRejected(ErrorCode.INVALID_PARAMETER, () -> AvailabilityProvider.of(null, null));
    assertRejected(ErrorCode.INVALID_PARAMETER, () -> AvailabilityProvider.of(EWS, LAMBDA));
  }

  @Test
  void aDomainHasOneAndAnOrganizationAHundred() {
    AvailabilityProvider provider = AvailabilityProvider.of(EWS, null);
    DomainAvailability hundredth =
        DomainAvailability.create(DOMAIN, provider, false, new Count(99, 140), NOW);
    assertThat(hundredth)
        .isEqualTo(
            new DomainAvailability(new CalendarDomain("partner.example"), provider, 141, NOW, NOW));
    assertRejected(
        ErrorCode.NAME_AVAILABILITY,
        () -> DomainAvailability.create(DOMAIN, provider, true, new Count(100, 140), NOW));
    assertRejected(
        ErrorCode.LIMIT_EXCEEDED,
        () -> DomainAvailability.create(DOMAIN, provider, false, new Count(100, 140), NOW));
  }

  @Test
  void anotherProviderKeepsTheDateOfCreation() {
    DomainAvailability first =
        DomainAvailability.create(
            DOMAIN, AvailabilityProvider.of(null, LAMBDA), false, Count.NONE, THEN);
    DomainAvailability replaced = first.replacedBy(AvailabilityProvider.of(EWS, null), NOW);
    assertThat(replaced.shown().dateCreated()).isEqualTo(THEN);
    assertThat(replaced.shown().dateModified()).isEqualTo(NOW);
    assertThat(replaced.shown().lambdaProvider()).isNull();
    assertThat(replaced.configured())
        .isEqualTo(
            new EwsAvailabilityConfigured(
                "partner.example", "https://mail.partner.example/", "reader"));
  }

  @Test
  void aReasonThatIsTooLongIsCut() {
    assertThat(TestVerdict.failed("x".repeat(256)).reason()).isEqualTo("x".repeat(256));
    assertThat(TestVerdict.failed("x".repeat(257)).reason()).hasSize(256).endsWith("x…");
  }

  private static void assertRejected(ErrorCode code, Runnable decision) {
    assertThatThrownBy(decision::run)
        .isInstanceOfSatisfying(
            OperationRejected.class, rejected -> assertThat(rejected.code()).isEqualTo(code));
  }
}
