package org.postroom.directory.entity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.ListUsersFilters;
import org.postroom.contract.error.ErrorCode;

class EntityFilterTest {
  @Test
  void isNothingWhenNoneIsSet() {
    assertThat(EntityFilter.of((ListUsersFilters) null))
        .isEqualTo(EntityFilter.of(filters(null, null, null)));
    assertThat(EntityFilter.of((ListUsersFilters) null).canonical()).isEmpty();
  }

  @Test
  void comparesPrefixesWithoutCase() {
    assertThat(EntityFilter.of(filters("AnN", null, null)))
        .isEqualTo(new EntityFilter(EntityFilter.By.NAME, "ann"));
  }

  @Test
  void isOneOnly() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER, () -> EntityFilter.of(filters("a", null, "ENABLED")));
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> EntityFilter.of(filters("a", "b", null)));
  }

  @Test
  void cannotHoldTheCharacterThatPostgresqlCannotCompare() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> EntityFilter.of(filters(null, "\0", null)));
  }

  private static ListUsersFilters filters(String name, String displayName, String state) {
    return new ListUsersFilters(name, displayName, null, state);
  }
}
