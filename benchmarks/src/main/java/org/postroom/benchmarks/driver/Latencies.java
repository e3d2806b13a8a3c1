package org.postroom.benchmarks.driver;

import java.util.Arrays;

/** Every latency of a run; nothing is binned. Not thread-safe. */
public final class Latencies {
  private long[] nanos = new long[16 * 1024];
  private int count;

  /** Adds one. */
  public void add(long latencyNanos) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, count * 2);
    }
    nanos[count++] = latencyNanos;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /**
   * The smallest latency that at least this share of them does not exceed, in microseconds; 0 when
   * there is none.
   */
  public long percentileMicros(double share) {
    if (count == 0) {
      return 0;
    }
    Arrays.sort(nanos, 0, count);
    int rank = (int) Math.ceil(share * count);
    return nanos[Math.max(rank, 1) - 1] / 1000;
  }
}
