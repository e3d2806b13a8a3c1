package org.postroom.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postroom.gateway.auth.RequestRate;

/**
 * A token bucket for each of many keys. Memory is bounded: a bucket that is full again is as good
 * as none and goes with the next tidying, and beyond a number of buckets the one that was idle
 * longest goes. Safe for concurrent use.
 */
final class TokenBuckets {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TimeMeter time;
  private final Map<String, Metered> buckets;

  /**
   * @param remembered most keys
   */
  TokenBuckets(int remembered, TimeMeter time) {
    this.time = time;
    this.buckets = new LeastRecentlyUsed(remembered);
  }

  /** Takes a token of a key, if there is one; a changed rate begins with a full bucket. */
  boolean take(String key, RequestRate rate) {
    if (rate.isUnlimited()) {
      return true;
    }
    Bucket bucket;
    synchronized (buckets) {
      Metered metered = buckets.get(key);
      if (metered == null || !metered.rate.equals(rate)) {
        metered = new Metered(rate, newBucket(rate));
        buckets.put(key, metered);
      }
      bucket = metered.bucket;
    }
    return bucket.tryConsume(1);
  }

  /** Forgets the buckets that are full. */
  void tidy() {
    synchronized (buckets) {
      buckets
          .values()
          .removeIf(metered -> metered.bucket.getAvailableTokens() >= metered.rate.burst());
    }
  }

  int size() {
    synchronized (buckets) {
      return buckets.size();
    }
  }

  private Bucket newBucket(RequestRate rate) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.perSecond(), SECOND))
        .withCustomTimePrecision(time)
        .build();
  }

  private record Metered(RequestRate rate, Bucket bucket) {}

  private static final class LeastRecentlyUsed extends LinkedHashMap<String, Metered> {
    private static final long serialVersionUID = 1L;
    private static final float LOAD = 0.75f;
    private static final int INITIAL = 64;

    private final int remembered;

    LeastRecentlyUsed(int remembered) {
      super(INITIAL, LOAD, true);
      this.remembered = remembered;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Metered> eldest) {
      return size() > remembered;
    }
  }
}
