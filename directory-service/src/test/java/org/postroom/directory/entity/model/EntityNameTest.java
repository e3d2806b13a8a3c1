package org.postroom.directory.entity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;

class EntityNameTest {
  @Test
  void isComparedWithoutCase() {
    assertThat(EntityName.ofUser("Ann.TIM").key()).isEqualTo("ann.tim");
    assertThat(EntityName.ofUser("Ann.TIM").text()).isEqualTo("Ann.TIM");
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
    assertRefused(ErrorCode.RESERVED_NAME, () -> EntityName.ofUser(name).requireNotReserved());
  }

  @ParameterizedTest
  @ValueSource(strings = {"admin", "root", "postmaster", "abuse", "ann@example.com", "_a-b.c"})
  void mayBeOrdinary(String name) {
    assertThat(EntityName.ofUser(name).requireNotReserved().text()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "ann@", "ann@x", "ä", "a\n"})
  void mayBeMalformed(String name) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> EntityName.ofUser(name));
  }
}
