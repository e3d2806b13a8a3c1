package org.postroom.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.gateway.limit.HeldBytes.Share;

class HeldBytesTest {
  private static final int KIB = 1024;

  private final HeldBytes held = new HeldBytes(100 * KIB, 50 * KIB);

  @Test
  void aSourceMayHoldItsPartAndNoMore() {
    Share large = held.share("10.0.0.1");
    assertThat(large.add(40 * KIB)).isTrue();
    Share next = held.share("10.0.0.1");
    assertThat(next.add(10 * KIB)).isFalse();
    assertThat(next.add(1)).isFalse();
    assertThat(held.held()).isEqualTo(44 * KIB);
    assertThat(held.share("10.0.0.2").add(40 * KIB)).isTrue();
    large.giveBack();
    large.giveBack();
    assertThat(held.held()).isEqualTo(44 * KIB);
  }

  @Test
  void requestsWithoutABodyCountToo() {
    List<Share> shares = new ArrayList<>();
    while (shares.isEmpty() || shares.get(shares.size() - 1).isAdmitted()) {
      shares.add(held.share("10.0.0.1"));
    }
    assertThat(shares).hasSize(50 / 4 + 1);
    shares.forEach(Share::giveBack);
    assertThat(held.held()).isZero();
  }

  @Test
  void allTogetherAreBounded() {
    for (int source = 0; source < 2; source++) {
      assertThat(held.share("10.0.1." + source).add(44 * KIB)).isTrue();
    }
    assertThat(held.share("10.0.1.9").isAdmitted()).isTrue();
    assertThat(held.share("10.0.1.10").isAdmitted()).isFalse();
    assertThat(held.none().isAdmitted()).isTrue();
  }
}
