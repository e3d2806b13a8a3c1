package org.postroom.directory.organization.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.ErrorCode;

class OrganizationAliasTest {
  @Test
  void isComparedWithoutCase() {
    assertThat(OrganizationAlias.of("Acme-1").key()).isEqualTo("acme-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "d-x", "-a", "a-", "a--b", "a_b", "ä", "a.b"})
  void mayBeMalformed(String alias) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> OrganizationAlias.of(alias));
  }
}
