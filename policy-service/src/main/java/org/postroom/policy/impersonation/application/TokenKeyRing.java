package org.postroom.policy.impersonation.application;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.thread.DaemonThreads;
import org.postroom.policy.PolicyConfig;

/**
 * The keys for tokens in memory. Once a minute it sees to it that this period and the next have
 * their key: a new key has reached every replica long before the first token is made with it, and a
 * replica that meets a key it does not know looks for it at once.
 */
@Singleton
public class TokenKeyRing {
  private static final Logger LOG = Logger.getLogger(TokenKeyRing.class);
  private static final Duration TURN = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final Duration BOUND = Duration.ofSeconds(30);

  private final TokenKeys stored;
  private final Duration period;
  private final Clock clock;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("token-keys"));
  private volatile Map<String, TokenKey> keys = Map.of();
  private volatile Instant lookedAt = Instant.MIN;

  TokenKeyRing(TokenKeys stored, PolicyConfig config, Clock clock) {
    this.stored = stored;
    this.period = config.tokenKeyPeriod();
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, DatabaseMigration migration) {
    migration.done().thenRun(() -> turns.execute(this::turn));
  }

  void stop(@Observes ShutdownEvent event) {
    turns.shutdownNow();
  }

  private void turn() {
    Duration next = TURN;
    try {
      provide().await().atMost(BOUND);
    } catch (RuntimeException e) {
      next = AGAIN;
      LOG.warnf("Keys for impersonation tokens could not be looked after: cause=%s", e);
    }
    if (!turns.isShutdown()) {
      turns.schedule(this::turn, next.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Looks after the keys now. */
  Uni<Void> provide() {
    return stored.provide(period, clock.instant()).invoke(this::hold).replaceWithVoid();
  }

  /** The key to make tokens with: the newest that may be used; empty before there is one. */
  Optional<TokenKey> current() {
    Instant now = clock.instant();
    return keys.values().stream()
        .filter(key -> key.isUsable(now))
        .max(Comparator.comparing(TokenKey::startsAt));
  }

  /** The key with this id, looked for once a second when it is not known. */
  Uni<Optional<TokenKey>> find(String id) {
    TokenKey key = keys.get(id);
    Instant now = clock.instant();
    if (key != null || now.isBefore(lookedAt.plus(AGAIN))) {
      return Uni.createFrom().item(Optional.ofNullable(key));
    }
    lookedAt = now;
    return stored.read().invoke(this::hold).map(found -> Optional.ofNullable(keys.get(id)));
  }

  private void hold(List<TokenKey> found) {
    keys = found.stream().collect(Collectors.toUnmodifiableMap(TokenKey::id, Function.identity()));
  }
}
