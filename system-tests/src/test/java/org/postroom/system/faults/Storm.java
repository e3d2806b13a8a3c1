package org.postroom.system.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.awaitility.Awaitility;

/**
 * One fault after the other, each kind once before any comes again, in an order and with durations
 * that a seed decides. Sometimes the next one begins while the last one lasts.
 */
final class Storm {
  private static final Duration GOES_ON = Duration.ofMinutes(5);

  /**
   * Killed before anything else happens, so that the shortest run on the slowest machine has it.
   */
  private static final Set<String> FIRST =
      Set.of(InstalledSystem.DIRECTORY, InstalledSystem.GATEWAY, "kafka", "postgres");

  private final FaultySystem system;
  private final Random random;
  private final Map<String, Integer> kills = new TreeMap<>();
  private final List<LongSupplier> loads;
  private int faults;

  /**
   * @param loads how many calls of each have been acknowledged so far: the next fault waits until
   *     they have got on, so that a slow machine does not lie down for good
   */
  Storm(FaultySystem system, Random random, List<LongSupplier> loads) {
    this.system = system;
    this.random = random;
    this.loads = loads;
  }

  /**
   * Goes on for the given time, and until one of each of those that do most was killed; everything
   * is healed at the end.
   */
  void rage(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    List<Fault> deck = shuffled();
    deck.sort(Comparator.comparing(Storm::comesFirst));
    Fault lasting = null;
    goOn();
    while (System.nanoTime() - deadline < 0 || !kills.keySet().containsAll(FIRST)) {
      if (deck.isEmpty()) {
        deck = shuffled();
      }
      Fault fault = deck.remove(deck.size() - 1);
      strike(fault);
      pause(fault.lasts() ? 7_000 + random.nextInt(5_000) : 1_500 + random.nextInt(3_000));
      if (lasting != null) {
        lasting.heal(system);
        lasting = null;
      }
      if (fault.lasts()
          && !(deck.isEmpty() || touches(fault, deck.get(deck.size() - 1)))
          && random.nextInt(4) == 0) {
        lasting = fault;
      } else {
        fault.heal(system);
        goOn();
      }
    }
    if (lasting != null) {
      lasting.heal(system);
    }
  }

  private List<Fault> shuffled() {
    List<Fault> deck = new ArrayList<>(Fault.all(system));
    Collections.shuffle(deck, random);
    return deck;
  }

  private static boolean comesFirst(Fault fault) {
    return fault.killed() != null && FIRST.contains(fault.killed());
  }

  private void goOn() {
    int more = 10 + random.nextInt(80);
    List<Long> before = loads.stream().map(LongSupplier::getAsLong).toList();
    for (int i = 0; i < before.size(); i++) {
      LongSupplier acknowledged = loads.get(i);
      long target = before.get(i) + more;
      Awaitility.await("the load goes on after a fault")
          .atMost(GOES_ON)
          .until(() -> acknowledged.getAsLong() >= target);
    }
  }

  /** A frozen process is not killed before it thaws: it would be another process that thaws. */
  private static boolean touches(Fault lasting, Fault next) {
    return lasting instanceof Fault.Freeze frozen && frozen.part().equals(next.killed())
        || lasting.equals(next)
        || !(lasting instanceof Fault.Freeze);
  }

  private void strike(Fault fault) {
    faults++;
    System.err.println("FaultsIT: " + Instant.now() + " " + fault);
    // What has just been killed, and is not back yet, cannot be killed again.
    boolean kills = fault.killed() != null && system.isAlive(fault.killed());
    fault.strike(system);
    if (kills) {
      this.kills.merge(fault.killed(), 1, Integer::sum);
    }
  }

  /** How often each part was killed. */
  Map<String, Integer> kills() {
    return kills;
  }

  int count() {
    return faults;
  }

  /** How long a fault lasts is what is tested, not something that is waited for. */
  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
