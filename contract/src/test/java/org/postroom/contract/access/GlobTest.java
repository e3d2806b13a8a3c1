package org.postroom.contract.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns of policies, and how long they may take. */
class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "*, anything, true",
    "a*c, abc, true",
    "a*c, abd, false",
    "a?c, abc, true",
    "a?c, ac, false",
    "**a**, bab, true",
    "a*b*c, aXbYbZc, true",
    "a.c, abc, false",
    "abc, abcd, false"
  })
  void wildcardsStandForText(String pattern, String text, boolean matches) {
    assertThat(Glob.matches(pattern, text)).isEqualTo(matches);
  }

  @Test
  void manyWildcardsDoNotTakeLong() {
    assertThat(Glob.matches("*a".repeat(2_000) + "b", "a".repeat(4_000))).isFalse();
  }
}
