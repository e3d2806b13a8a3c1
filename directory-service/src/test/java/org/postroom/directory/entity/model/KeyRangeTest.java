package org.postroom.directory.entity.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRangeTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a%", "_", "zz", "é", "\uD7FF", "\uFFFF", "😀", "a\uDBFF\uDFFF"})
  void holdsWhatBeginsWithThePrefixAndNothingElse(String prefix) {
    KeyRange range = KeyRange.ofPrefix(prefix);

    assertThat(contains(range, prefix)).isTrue();
    assertThat(contains(range, prefix + "a")).isTrue();
    assertThat(contains(range, prefix + "\uDBFF\uDFFF")).isTrue();
    assertThat(contains(range, range.to())).isFalse();
    assertThat(range.to()).doesNotStartWith(prefix);
    assertThat(contains(range, prefix.substring(0, prefix.offsetByCodePoints(prefix.length(), -1))))
        .isFalse();
  }

  @Test
  void isOpenWhenNothingFollows() {
    assertThat(KeyRange.ofPrefix("").to()).isNull();
    assertThat(KeyRange.ofPrefix("\uDBFF\uDFFF").to()).isNull();
  }

  private static boolean contains(KeyRange range, String key) {
    return compare(range.from(), key) <= 0 && compare(key, range.to()) < 0;
  }

  private static int compare(String a, String b) {
    return Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8));
  }
}
