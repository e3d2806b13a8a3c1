package org.postroom.policy.access.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangesTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0, true",
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.1.2.3/8, 10.200.0.1, true",
    "192.168.1.7/32, 192.168.1.7, true",
    "192.168.1.7/32, 192.168.1.6, false",
    "192.168.1.7/31, 192.168.1.6, true",
    "0.0.0.0/0, 255.255.255.255, true",
    "1.2.3.4/0, 0.0.0.0, true",
    "128.0.0.0/1, 127.255.255.255, false",
    "128.0.0.0/1, 128.0.0.0, true",
    "255.255.255.255/32, 255.255.255.255, true",
    "255.255.255.255/32, 0.0.0.0, false",
  })
  void aRangeHoldsWhatItsPrefixSays(String range, String address, boolean expected) {
    assertThat(IpRanges.of(List.of(range)).contains(IpRanges.address(address))).isEqualTo(expected);
  }

  @Test
  void noRangeHoldsNothing() {
    assertThat(IpRanges.of(List.of()).contains(0)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"10.0.0.0", "10.0.0/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.256/8", "a/8", ""})
  void whatIsNoRangeIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> IpRanges.of(List.of(text)));
  }

  /** Against the definition: the bits of the prefix are equal. */
  @Test
  void manyRangesHoldWhatOneOfThemHolds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      List<String> ranges = new ArrayList<>();
      for (int i = random.nextInt(30); i >= 0; i--) {
        ranges.add(text(near(random)) + "/" + random.nextInt(33));
      }
      IpRanges together = IpRanges.of(ranges);
      for (int i = 0; i < 50; i++) {
        int address = near(random);
        assertThat(together.contains(address))
            .as("seed %d, %s in %s", seed, text(address), ranges)
            .isEqualTo(ranges.stream().anyMatch(range -> isIn(address, range)));
      }
    }
  }

  private static boolean isIn(int address, String range) {
    int length = Integer.parseInt(range.substring(range.indexOf('/') + 1));
    int first = IpRanges.address(range.substring(0, range.indexOf('/')));
    return length == 0 || (address ^ first) >>> 32 - length == 0;
  }

  /** Few different octets, so that addresses and ranges meet. */
  private static int near(Random random) {
    int[] octets = {0, 1, 127, 128, 254, 255};
    int address = 0;
    for (int i = 0; i < 4; i++) {
      address = address << 8 | octets[random.nextInt(octets.length)];
    }
    return address;
  }

  private static String text(int address) {
    return (address >>> 24)
        + "."
        + (address >>> 16 & 255)
        + "."
        + (address >>> 8 & 255)
        + "."
        + (address & 255);
  }
}
