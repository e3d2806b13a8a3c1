package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;

class UserNameTest {
  @Test
  void isComparedWithoutCase() {
    assertThat(UserName.of("Ann.TIM").key()).isEqualTo("ann.tim");
    assertThat(UserName.of("Ann.TIM").text()).isEqualTo("Ann.TIM");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Administrator",
        "guest",
        "KRBTGT",
        "amazonjournaling",
        "AmazonJournaling@x.awsapps.com"
      })
  void mayBeReserved(String name) {
    assertRefused(ErrorCode.RESERVED_NAME, () -> UserName.of(name).requireNotReserved());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "root", "postmaster", "abuse", "ann@example.com", "_a-b.c"})
  void mayBeOrdinary(String name) {
    assertThat(UserName.of(name).requireNotReserved().text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ann@", "ann@x", "ä", "a\n"})
  void mayBeMalformed(String name) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> UserName.of(name));
  }
}
