package org.postroom.kit.view;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.command.CatchUpTargets;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.lane.BatchBounds;
import org.postroom.kit.lane.BrokerTopicFacts;
import org.postroom.kit.lane.ConsumerSettings;
import org.postroom.kit.lane.LaneSurroundings;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.lane.Moments;
import org.postroom.kit.lane.SharedTransactions;
import org.postroom.kit.lane.TopicCheck;
import org.postroom.kit.outbox.Publisher;
import org.postroom.transport.KafkaConnection;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;

/** Makes the parts of views out of the configuration and the service's beans. */
@ApplicationScoped
class ViewBeans {
  private static final Duration REVOCATION = Duration.ofSeconds(10);
  private static final int BATCH_BYTES = 4 << 20;

  /** How long events gather: while many come a view lags up to twice that, and does less work. */
  private static final Duration GATHER = Duration.ofMillis(20);

  private static final int CONCURRENCY = 1;
  private static final int REHEARSALS = 20;

  @Produces
  @Singleton
  OwnerPositions owners(Vertx vertx, KitConfig config, TlsFiles tls, ServiceCredential credential) {
    return new HttpOwnerPositions(vertx, config.peers(), tls, credential);
  }

  @Produces
  @Singleton
  CatchUp catchUp(
      ServiceDefinition service, OwnerPositions owners, Database database, KitConfig config) {
    return new CatchUp(
        service.context(),
        service.views(),
        owners,
        new ViewProgress(database, config.topics().partitions()),
        config.views().catchUpBound(),
        config.views().catchUpBound());
  }

  @Produces
  @Singleton
  CatchUpTargets targets(CatchUp catchUp, KitConfig config) {
    return new ViewCatchUpTargets(catchUp, config.views().catchUpBound());
  }

  @Produces
  @Singleton
  ViewHandlers handlers(
      ServiceDefinition service,
      @All List<View> views,
      @All List<ViewHandler<?>> handlers,
      @All List<ViewReset> resets) {
    List<ViewHandler<?>> all = new ArrayList<>();
    List<ViewReset> allResets = new ArrayList<>(resets);
    if (service.context() != BoundedContext.DIRECTORY) {
      OrganizationView organizations = new OrganizationView();
      all.addAll(organizations.handlers());
      allResets.add(organizations);
    }
    views.forEach(view -> all.addAll(view.handlers()));
    all.addAll(handlers);
    return new ViewHandlers(all, allResets);
  }

  @Produces
  @Singleton
  SnapshotEmission snapshots(
      ServiceDefinition service,
      Instance<OrganizationSnapshot> snapshot,
      Clock clock,
      KitConfig config) {
    return new SnapshotEmission(
        service,
        snapshot.isResolvable() ? snapshot.get() : null,
        clock,
        config.topics().partitions());
  }

  @Produces
  @Singleton
  ViewPath path(
      ServiceDefinition service,
      ViewHandlers handlers,
      Database database,
      Publisher publisher,
      Admin admin,
      Clock clock,
      MeterRegistry meters,
      KitConfig config,
      @All List<RehearsedEvents> rehearsed,
      KafkaConnection kafka) {
    List<RehearsedEvents> all = new ArrayList<>(rehearsed);
    if (service.views().contains(BoundedContext.DIRECTORY)) {
      all.add(RehearsedEvents.ofNewOrganization());
    }
    ViewWarmUp warmUp = new ViewWarmUp(service.context(), handlers, clock, REHEARSALS, all);
    LaneSurroundings with =
        new LaneSurroundings(
            database,
            publisher,
            new BrokerTopicFacts(admin),
            new SharedTransactions(CONCURRENCY, config.views().batchSize(), Duration.ofMillis(3)),
            clock,
            meters,
            config.commands().housekeepingInterval(),
            REVOCATION,
            Moments.NONE,
            Mechanisms.ALL);
    ConsumerSettings settings =
        new ConsumerSettings(
            kafka,
            service.context().wireName() + "-views",
            config.instanceId().orElse(null),
            config.commands().sessionTimeout(),
            new BatchBounds(config.views().batchSize(), BATCH_BYTES),
            GATHER);
    Set<String> topics =
        service.views().stream()
            .map(BoundedContext::eventTopic)
            .collect(Collectors.toUnmodifiableSet());
    return new ViewPath(
        service,
        handlers,
        settings,
        with,
        clock,
        () -> {
          TopicCheck.run(admin, topics, config.topics().partitions());
          warmUp.run(with);
        });
  }

  @Produces
  @Singleton
  ViewWatch watch(ServiceDefinition service, Database database, Admin admin, Clock clock) {
    return new ViewWatch(
        service.views().stream()
            .collect(Collectors.toMap(BoundedContext::eventTopic, Function.identity())),
        new BrokerTopicFacts(admin)::ends,
        database,
        clock);
  }

  /**
   * A service that cannot ask an owner how far it is would refuse much of what it is asked, so it
   * does not start without the owner's address.
   */
  void start(
      @Observes StartupEvent event,
      ServiceDefinition service,
      KitConfig config,
      ViewPath path,
      ViewWatch watch,
      DatabaseMigration migration) {
    config.peers().requireAll(service.views());
    path.start(migration.done());
    watch.start(migration.done(), config.views().freshnessInterval());
  }

  void stop(@Observes ShutdownEvent event, ViewPath path, ViewWatch watch) {
    watch.close();
    path.close();
  }
}
