package org.postroom.benchmarks.floor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a login password's hash costs by itself, with the gateway's parameters. */
public final class HashFloor {
  private static final int HASHES = 60;
  private static final int WARM_UP_HASHES = 20;

  private final Argon2Function argon2 = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
  private final SecureRandom random = new SecureRandom();

  /** The median time of one hash on one thread, in microseconds. */
  public long hashMicros() {
    long[] nanos = new long[HASHES];
    for (int i = -WARM_UP_HASHES; i < HASHES; i++) {
      long start = System.nanoTime();
      hash();
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[HASHES / 2] / 1000;
  }

  /**
   * Hashes a second on as many threads as there are cores, which is what the gateway's pool has.
   */
  public double rate(int seconds) throws InterruptedException {
    AtomicLong hashes = new AtomicLong();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Thread[] threads = new Thread[Runtime.getRuntime().availableProcessors()];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                while (System.nanoTime() < until) {
                  hash();
                  hashes.incrementAndGet();
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    return (double) hashes.get() / seconds;
  }

  private void hash() {
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    argon2.hash("Correct-Horse-7".getBytes(UTF_8), salt);
  }
}
