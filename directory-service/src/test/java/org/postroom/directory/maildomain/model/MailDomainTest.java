package org.postroom.directory.maildomain.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.address.model.EmailAddress;

class MailDomainTest {
  @ParameterizedTest
  @ValueSource(strings = {"PENDING", "FAILED"})
  void givesNoAddressesBeforeItIsVerified(String status) {
    MailDomain domain = new MailDomain("r1", "example.com", false, status);

    assertRefused(ErrorCode.MAIL_DOMAIN_STATE, domain::requireVerified);
  }

  @Test
  void keepsTheJournalingSenderOfTheTestDomain() {
    MailDomain test = new MailDomain("r1", "acme.awsapps.com", true, "VERIFIED");
    MailDomain own = new MailDomain("r2", "acme.example", false, "VERIFIED");

    assertRefused(
        ErrorCode.EMAIL_ADDRESS_IN_USE,
        () -> test.requireUsableFor(EmailAddress.of("AmazonJournaling@acme.awsapps.com")));
    assertThat(own.requireUsableFor(EmailAddress.of("amazonjournaling@acme.example")))
        .isEqualTo(own);
  }
}
