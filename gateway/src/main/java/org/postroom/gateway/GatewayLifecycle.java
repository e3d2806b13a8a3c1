package org.postroom.gateway;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.audit.AuditTrail;
import org.postroom.gateway.audit.CredentialsTrail;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.connection.Connections;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.http.BodyReader;
import org.postroom.gateway.limit.RequestRates;
import org.postroom.gateway.observe.WarmUp;
import org.postroom.transport.ServiceCredential;

/** Starts what runs beside the requests: looking at files, deadlines and Kafka. */
@ApplicationScoped
public class GatewayLifecycle {
  private static final Logger LOG = Logger.getLogger(GatewayLifecycle.class);
  private static final long DEADLINE_MILLIS = 100;
  private static final long TIDY_MILLIS = 10_000;
  private static final long SWEEP_MILLIS = 1_000;

  private final GatewayConfig config;
  private final CredentialsTrail credentials;
  private final Dispatch dispatch;
  private final WarmUp warmUp;
  private final RequestRates rates;
  private final Connections connections;
  private final BodyReader bodies;
  private final AuditTrail audit;
  private final ScheduledExecutorService housekeeping =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "housekeeping");
            thread.setDaemon(true);
            return thread;
          });

  // The sealer and the service credential are asked for here, so that a file which is missing
  // stops the start and not the first request.
  GatewayLifecycle(
      GatewayConfig config,
      CredentialsTrail credentials,
      SecretSealer sealer,
      ServiceCredential serviceCredential,
      Dispatch dispatch,
      WarmUp warmUp,
      RequestRates rates,
      Connections connections,
      BodyReader bodies,
      AuditTrail audit) {
    this.config = config;
    this.credentials = credentials;
    this.dispatch = dispatch;
    this.warmUp = warmUp;
    this.rates = rates;
    this.connections = connections;
    this.bodies = bodies;
    this.audit = audit;
  }

  void start(@Observes StartupEvent event) {
    LOG.infof("Gateway starts: region=%s", config.region());
    dispatch.start();
    credentials.start();
    every(config.gateway().credentialsCheck().toMillis(), credentials::look);
    every(config.gateway().probeInterval().toMillis(), dispatch::probe);
    every(DEADLINE_MILLIS, dispatch::expire);
    every(TIDY_MILLIS, rates::tidy);
    every(SWEEP_MILLIS, connections::sweep);
    every(SWEEP_MILLIS, bodies::sweep);
    every(SWEEP_MILLIS, audit::writeCounts);
    warmUp.start();
  }

  void stop(@Observes ShutdownEvent event) {
    housekeeping.shutdownNow();
    audit.writeAllCounts();
  }

  private void every(long millis, Runnable task) {
    housekeeping.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("Housekeeping failed, it goes on with the next round", e);
          }
        },
        0,
        millis,
        TimeUnit.MILLISECONDS);
  }
}
