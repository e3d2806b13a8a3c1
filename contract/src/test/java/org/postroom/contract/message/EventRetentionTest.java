package org.postroom.contract.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRetentionTest {
  @ParameterizedTest
  @CsvSource({
    "90d,P90D",
    "12h,PT12H",
    "30m,PT30M",
    "10s,PT10S",
    "PT2160H,P90D",
    "p1d,P1D",
    " 7D ,P7D"
  })
  void isATime(String text, Duration period) {
    assertThat(EventRetention.of(text)).isEqualTo(new EventRetention(period));
    assertThat(EventRetention.of(EventRetention.of(text).toString()).period()).isEqualTo(period);
  }

  @Test
  void isUnlimitedWhenItSaysSo() {
    assertThat(EventRetention.of("Unlimited")).isEqualTo(EventRetention.UNLIMITED);
    assertThat(EventRetention.of(EventRetention.UNLIMITED.toString()))
        .isEqualTo(EventRetention.UNLIMITED);
    assertThat(EventRetention.UNLIMITED.bound()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0d", "-1d", "90", "d", "forever", "-PT1H", "99999999999d"})
  void isNothingElse(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> EventRetention.of(text));
  }

  /** What docs/privacy.md states. */
  @Test
  void endsNinetySevenDaysAndAnHourAfterPublishingUnlessSetOtherwise() {
    assertThat(EventRetention.STANDARD.bound())
        .contains(Duration.ofDays(97).plus(Duration.ofHours(1)));
    assertThat(EventRetention.of("1d").segment()).isEqualTo(Duration.ofMinutes(144));
    assertThat(EventRetention.of("365d").segment()).isEqualTo(Duration.ofDays(7));
  }
}
