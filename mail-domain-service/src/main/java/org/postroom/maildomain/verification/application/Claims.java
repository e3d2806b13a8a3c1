package org.postroom.maildomain.verification.application;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The look-ups that this process is at, or whose result it has just sent. A result that was lost on
 * its way is looked up again after a while.
 */
final class Claims {
  private static final long AT_IT = Long.MAX_VALUE;

  private final LongSupplier nanos;
  private final long kept;
  private final Map<Key, Long> until = new ConcurrentHashMap<>();

  private record Key(String organizationId, String registrationId, int attempt) {
    static Key of(DomainChecks.Due due) {
      return new Key(due.organizationId(), due.registration().registrationId(), due.attempt());
    }
  }

  /**
   * @param nanos a clock that only runs forward, from 0 or above
   * @param kept how long a result is given to be decided
   */
  Claims(LongSupplier nanos, Duration kept) {
    this.nanos = nanos;
    this.kept = kept.toNanos();
  }

  /** Lets go of what should have been decided by now. */
  void prune() {
    long now = nanos.getAsLong();
    until.values().removeIf(end -> end != AT_IT && end - now <= 0);
  }

  int size() {
    return until.size();
  }

  /** How many look-ups are under way. */
  int underWay() {
    return (int) until.values().stream().filter(end -> end == AT_IT).count();
  }

  /** Whether it is neither being looked up nor has just been. */
  boolean isFree(DomainChecks.Due due) {
    return !until.containsKey(Key.of(due));
  }

  /** It is being looked up from now on. */
  void take(DomainChecks.Due due) {
    until.put(Key.of(due), AT_IT);
  }

  /** The look-up has ended and its result is under way. */
  void sent(DomainChecks.Due due) {
    until.put(Key.of(due), nanos.getAsLong() + kept);
  }
}
