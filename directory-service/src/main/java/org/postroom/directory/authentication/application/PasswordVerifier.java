package org.postroom.directory.authentication.application;

import static org.postroom.contract.secret.PasswordHashParameters.HASH_BYTES;
import static org.postroom.contract.secret.PasswordHashParameters.LANES;
import static org.postroom.contract.secret.PasswordHashParameters.MEMORY_KIB;
import static org.postroom.contract.secret.PasswordHashParameters.PASSES;
import static org.postroom.contract.secret.PasswordHashParameters.SALT_BYTES;

import com.password4j.Argon2Function;
import com.password4j.BadParametersException;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postroom.contract.secret.Secret;
import org.postroom.directory.DirectoryConfig;
import org.postroom.kit.thread.DaemonThreads;

/**
 * Compares passwords with Argon2id hashes on a few threads of its own. A password of nobody is
 * compared with a hash of the same parameters, so that it takes as long as any other.
 */
@Singleton
public class PasswordVerifier {
  private static final Logger LOG = Logger.getLogger(PasswordVerifier.class);
  private static final long BYTES_PER_HASH = MEMORY_KIB * 1024L;
  private static final int HEAP_SHARE = 4;

  private final String nobodysHash;
  private final Timer comparisons;
  private final ThreadPoolExecutor threads;

  PasswordVerifier(DirectoryConfig config, SecureRandom random, MeterRegistry metrics) {
    int size = config.authentication().hashThreads().orElseGet(PasswordVerifier::threadsThatFit);
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(Math.max(1, config.authentication().hashQueue())),
            DaemonThreads.numbered("password-check"));
    nobodysHash = nobodysHash(random);
    comparisons = metrics.timer("postroom.authentication.hash.compared");
    metrics.gauge("postroom.authentication.hash.active", threads, pool -> pool.getActiveCount());
    metrics.gauge("postroom.authentication.hash.waiting", threads, pool -> pool.getQueue().size());
  }

  /**
   * Whether the password is the one that was hashed; fails with {@link
   * java.util.concurrent.RejectedExecutionException} when too many wait already. Completes on a
   * thread of its own.
   *
   * @param hash null for a password of nobody, which is never right
   */
  Uni<Boolean> isRight(Secret password, String hash) {
    return Uni.createFrom()
        .completionStage(() -> CompletableFuture.supplyAsync(() -> check(password, hash), threads));
  }

  private boolean check(Secret password, String hash) {
    byte[] text = password.value().getBytes(StandardCharsets.UTF_8);
    boolean right = comparisons.record(() -> compare(text, hash == null ? nobodysHash : hash));
    return right && hash != null;
  }

  private static boolean compare(byte[] text, String hash) {
    try {
      return Argon2Function.getInstanceFromHash(hash)
          .check(text, hash.getBytes(StandardCharsets.US_ASCII));
    } catch (BadParametersException e) {
      LOG.error("A stored password hash is none of Argon2; its user cannot log in");
      return false;
    }
  }

  static String nobodysHash(SecureRandom random) {
    byte[] password = new byte[HASH_BYTES];
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(password);
    random.nextBytes(salt);
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID)
        .hash(password, salt)
        .getResult();
  }

  private static int threadsThatFit() {
    Runtime runtime = Runtime.getRuntime();
    long fitting = runtime.maxMemory() / HEAP_SHARE / BYTES_PER_HASH;
    return (int) Math.max(1, Math.min(runtime.availableProcessors(), fitting));
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
