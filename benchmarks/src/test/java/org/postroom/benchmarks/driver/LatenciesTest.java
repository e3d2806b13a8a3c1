package org.postroom.benchmarks.driver;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void percentilesAreLatenciesThatOccurred() {
    Latencies latencies = new Latencies();
    for (int i = 100_000; i >= 1; i--) {
      latencies.add(i * 1000L);
    }
    assertThat(latencies.count()).isEqualTo(100_000);
    assertThat(latencies.percentileMicros(0.5)).isEqualTo(50_000);
    assertThat(latencies.percentileMicros(0.99)).isEqualTo(99_000);
    assertThat(latencies.percentileMicros(1)).isEqualTo(100_000);
  }

  @Test
  void nothingMeasuredIsZero() {
    assertThat(new Latencies().percentileMicros(0.99)).isZero();
  }
}
