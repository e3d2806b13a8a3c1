package org.postroom.gateway.secret;

import static org.postroom.contract.secret.PasswordHashParameters.HASH_BYTES;
import static org.postroom.contract.secret.PasswordHashParameters.LANES;
import static org.postroom.contract.secret.PasswordHashParameters.MEMORY_KIB;
import static org.postroom.contract.secret.PasswordHashParameters.PASSES;
import static org.postroom.contract.secret.PasswordHashParameters.SALT_BYTES;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;

/**
 * Judges login passwords and hashes the accepted ones with Argon2id on threads of its own, as many
 * as there are cores, so that neither an event loop nor a command partition waits for a hash.
 */
@Singleton
public class PasswordHasher {
  private final Argon2Function argon2 =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final SecureRandom random;
  private final Refusals refusals;
  private final ThreadPoolExecutor threads;

  PasswordHasher(
      GatewayConfig config, SecureRandom random, MeterRegistry metrics, Refusals refusals) {
    this.random = random;
    this.refusals = refusals;
    int size = config.gateway().hashThreads().orElse(Runtime.getRuntime().availableProcessors());
    AtomicInteger number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(Math.max(1, config.gateway().hashQueue())),
            task -> {
              Thread thread = new Thread(task, "password-hash-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    metrics.gauge("postroom.gateway.hash.active", threads, ThreadPoolExecutor::getActiveCount);
    metrics.gauge("postroom.gateway.hash.waiting", threads, pool -> pool.getQueue().size());
  }

  /**
   * The verdict on a password, with its hash when it is accepted. Completes on a hashing thread, or
   * at once for a refused password.
   *
   * @throws OperationRejected ThrottlingException, when too many passwords wait already
   */
  public CompletionStage<PasswordDigest> digest(String password) {
    String refusal = PasswordPolicy.refusal(password);
    if (refusal != null) {
      return CompletableFuture.completedStage(PasswordDigest.refused(refusal));
    }
    try {
      return CompletableFuture.supplyAsync(() -> PasswordDigest.accepted(hash(password)), threads);
    } catch (RejectedExecutionException e) {
      throw refusals.throttled(Limit.HASH_QUEUE);
    }
  }

  private String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return argon2.hash(password.getBytes(StandardCharsets.UTF_8), salt).getResult();
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
