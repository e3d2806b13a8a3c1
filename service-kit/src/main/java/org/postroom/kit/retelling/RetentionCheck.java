package org.postroom.kit.retelling;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.jboss.logging.Logger;
import org.postroom.contract.message.EventRetention;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.thread.DaemonThreads;

/**
 * Compares every hour how long the context's event topic keeps records with what the service was
 * told, and says when they disagree: records that go earlier may be missed by whoever begins, and
 * what stays longer is personal data that was promised to be gone. Nothing is changed.
 */
@Singleton
class RetentionCheck {
  private static final Logger LOG = Logger.getLogger(RetentionCheck.class);
  private static final Duration INTERVAL = Duration.ofHours(1);
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final long BOUND_SECONDS = 15;

  private final String topic;
  private final EventRetention setting;
  private final Admin admin;
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(DaemonThreads.named("retention-check"));

  RetentionCheck(ServiceDefinition service, KitConfig config, Admin admin) {
    this.topic = service.context().eventTopic();
    this.setting = config.events().retention();
    this.admin = admin;
  }

  void start(@Observes StartupEvent event) {
    turns.scheduleWithFixedDelay(
        this::check, FIRST.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  void stop(@Observes ShutdownEvent event) {
    turns.shutdownNow();
  }

  private void check() {
    try {
      difference(setting, keptMillis())
          .ifPresent(
              difference ->
                  LOG.warnf(
                      "Event topics keep records %s than the setting; topic=%s setting=%s",
                      difference, topic, setting));
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("How long records are kept could not be found out; topic=%s", topic);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long keptMillis() throws ExecutionException, InterruptedException, TimeoutException {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return Long.parseLong(
        admin
            .describeConfigs(List.of(resource))
            .all()
            .get(BOUND_SECONDS, TimeUnit.SECONDS)
            .get(resource)
            .get("retention.ms")
            .value());
  }

  /**
   * How a topic differs from the setting; empty when it does not.
   *
   * @param keptMillis the topic's retention, negative for ever
   */
  static Optional<String> difference(EventRetention setting, long keptMillis) {
    long wanted = setting.period() == null ? Long.MAX_VALUE : setting.period().toMillis();
    long kept = keptMillis < 0 ? Long.MAX_VALUE : keptMillis;
    if (kept == wanted) {
      return Optional.empty();
    }
    return Optional.of(kept < wanted ? "shorter" : "longer");
  }
}
