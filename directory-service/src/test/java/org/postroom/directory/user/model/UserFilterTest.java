package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.contract.error.ErrorCode;

class UserFilterTest {
  @Test
  void isNothingWhenNoneIsSet() {
    assertThat(UserFilter.of(null)).isEqualTo(UserFilter.of(filters(null, null, null)));
    assertThat(UserFilter.of(null).canonical()).isEmpty();
  }

  @Test
  void comparesPrefixesWithoutCase() {
    assertThat(UserFilter.of(filters("AnN", null, null)))
        .isEqualTo(new UserFilter(UserFilter.By.NAME, "ann"));
  }

  @Test
  void isOneOnly() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> UserFilter.of(filters("a", null, "ENABLED")));
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> UserFilter.of(filters("a", "b", null)));
  }

  @Test
  void cannotHoldTheCharacterThatPostgresqlCannotCompare() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> UserFilter.of(filters(null, "\0", null)));
  }

  private static ListUsersFilters filters(String name, String displayName, String state) {
    return new ListUsersFilters(name, displayName, null, state);
  }
}
