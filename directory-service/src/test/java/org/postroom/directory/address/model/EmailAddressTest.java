package org.postroom.directory.address.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;

class EmailAddressTest {
  @Test
  void isComparedWithoutCase() {
    EmailAddress address = EmailAddress.of("Ann@Example.COM");

    assertThat(address.isSameAs(EmailAddress.of("ann@example.com"))).isTrue();
    assertThat(address.localPart()).isEqualTo("ann");
    assertThat(address.domain()).isEqualTo("example.com");
    assertThat(address.text()).isEqualTo("Ann@Example.COM");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ann", "@x.com", "ann@", "a@b@c.com", "a b@c.com", "ä@c.com"})
  void mayBeMalformed(String address) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> EmailAddress.of(address));
  }
}
