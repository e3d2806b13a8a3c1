package org.postroom.directory.entity.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseFoldingTest {
  @ParameterizedTest
  @ValueSource(strings = {"ΟΔΥΣΣΕΥΣ Α", "İstanbul", "ÄÖÜ", "\uD801\uDC00\uD801\uDC01", "ǅ"})
  void keepsPrefixesPrefixes(String text) {
    for (int end = 0; end < text.length(); end = text.offsetByCodePoints(end, 1)) {
      assertThat(CaseFolding.key(text)).startsWith(CaseFolding.key(text.substring(0, end)));
    }
    assertThat(CaseFolding.key(text)).hasSameSizeAs(text);
    assertThat(CaseFolding.key(CaseFolding.key(text))).isEqualTo(CaseFolding.key(text));
  }
}
