package org.postroom.directory.authentication.application;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How often each of many keys may fail. An attempt is counted when it begins, so that no more than
 * the limit run at once, and given back when it turns out right. Memory is bounded: the key that
 * was idle longest is forgotten.
 */
final class AttemptLimits {
  private final int limit;
  private final Duration period;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets;

  /**
   * @param limit failures a key may have at once; as many are forgiven, evenly, in a period
   * @param remembered most keys
   */
  AttemptLimits(int limit, Duration period, int remembered, Clock clock) {
    this.limit = limit;
    this.period = period;
    this.time = new ClockTime(clock);
    this.buckets = new LeastRecentlyUsed(remembered);
  }

  /** Counts an attempt. */
  Attempt begin(String key) {
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(key, ignored -> newBucket());
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return new Attempt(
        bucket, probe.isConsumed(), Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, period))
        .withCustomTimePrecision(time)
        .build();
  }

  /**
   * An attempt.
   *
   * @param isAllowed false when the key has failed too often
   * @param retryAfter how long until the next one is allowed; zero when this one is
   */
  record Attempt(Bucket bucket, boolean isAllowed, Duration retryAfter) {
    /** It was no failure. */
    void giveBack() {
      if (isAllowed) {
        bucket.addTokens(1);
      }
    }
  }

  private record ClockTime(Clock clock) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      Instant now = clock.instant();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }

  private static final class LeastRecentlyUsed extends LinkedHashMap<String, Bucket> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;
    private static final int INITIAL = 64;

    private final int remembered;

    LeastRecentlyUsed(int remembered) {
      super(INITIAL, LOAD, true);
      this.remembered = remembered;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
      return size() > remembered;
    }
  }
}
