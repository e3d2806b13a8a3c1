package org.postroom.kit.command;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.access.Admission;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.deadletter.LettersPruned;
import org.postroom.kit.lane.BatchBounds;
import org.postroom.kit.lane.BrokerTopicFacts;
import org.postroom.kit.lane.ConsumerSettings;
import org.postroom.kit.lane.KafkaClients;
import org.postroom.kit.lane.LaneSurroundings;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.lane.Moments;
import org.postroom.kit.lane.SharedTransactions;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.trace.Traces;
import org.postroom.kit.view.SnapshotEmission;
import org.postroom.kit.view.SnapshotsFirst;
import org.postroom.transport.KafkaConnection;

/** Makes the command path out of the configuration and the service's beans. */
@ApplicationScoped
class CommandBeans {
  private static final int WARM_UP_ROUNDS = 150;
  private static final int REHEARSALS = 20;
  private static final Duration REVOCATION = Duration.ofSeconds(10);

  @Produces
  @Singleton
  Publisher publisher(KafkaConnection kafka, KitConfig config) {
    return new Publisher(
        () -> KafkaClients.producer(kafka),
        () -> KafkaClients.looseProducer(kafka),
        () -> KafkaClients.auditProducer(kafka),
        config.topics().partitions());
  }

  void closePublisher(@Disposes Publisher publisher) {
    publisher.close();
  }

  @Produces
  @Singleton
  Admin admin(KafkaConnection kafka) {
    return KafkaClients.admin(kafka);
  }

  void closeAdmin(@Disposes Admin admin) {
    admin.close(Duration.ofSeconds(1));
  }

  @Produces
  @Singleton
  LaneSurroundings surroundings(
      Database database,
      Publisher publisher,
      Admin admin,
      Clock clock,
      MeterRegistry meters,
      KitConfig config) {
    return new LaneSurroundings(
        database,
        publisher,
        new BrokerTopicFacts(admin),
        new SharedTransactions(
            config.commands().concurrency(),
            config.commands().batchSize(),
            config.commands().gather()),
        clock,
        meters,
        config.commands().housekeepingInterval(),
        REVOCATION,
        Moments.NONE,
        Mechanisms.ALL);
  }

  /** The operations of the context; tests have their own. */
  @Produces
  @Singleton
  @DefaultBean
  OfferedOperations operations(ServiceDefinition service) {
    return new OfferedOperations(OperationTable.of(service.context()));
  }

  /** For a service that follows nobody. */
  @Produces
  @Singleton
  @DefaultBean
  CatchUpTargets catchUps() {
    return (owner, organizationIds) -> {
      throw new IllegalStateException("this service follows no other context");
    };
  }

  @Produces
  @Singleton
  HandlerRegistry handlers(
      OfferedOperations operations,
      @All List<CommandHandler<?, ?>> handlers,
      @All List<InternalCommandHandler<?>> internal) {
    List<InternalCommandHandler<?>> all = new ArrayList<>(internal);
    all.add(new WarmUpCommand.Handler());
    return new HandlerRegistry(operations.rows(), handlers, all);
  }

  @Produces
  @Singleton
  InternalCommandSender sender(ServiceDefinition service, Publisher publisher, KitConfig config) {
    return new InternalCommandSender(service.context(), publisher, config.topics().partitions());
  }

  @Produces
  @Singleton
  CommandParts parts(
      ServiceDefinition service,
      HandlerRegistry handlers,
      SecretSealer sealer,
      CatchUpTargets catchUps,
      Admission admission,
      MeterRegistry meters,
      Traces traces,
      KitConfig config,
      LaneSurroundings with) {
    return new CommandParts(
        service,
        config.region(),
        handlers,
        sealer,
        catchUps,
        admission,
        with.clock(),
        new CommandMetrics(meters),
        traces,
        with.publisher(),
        with.moments(),
        with.mechanisms());
  }

  @Produces
  @Singleton
  CommandPath path(
      ServiceDefinition service,
      CommandParts parts,
      LaneSurroundings with,
      Admin admin,
      SnapshotEmission snapshots,
      @All List<RehearsedCommands> rehearsed,
      KitConfig config,
      KafkaConnection kafka) {
    ConsumerSettings settings =
        new ConsumerSettings(
            kafka,
            service.context().wireName(),
            config.instanceId().orElse(null),
            config.commands().sessionTimeout(),
            new BatchBounds(config.commands().batchSize(), config.commands().batchBytes()),
            Duration.ZERO);
    return new CommandPath(
        parts,
        with,
        settings,
        admin,
        config.topics().partitions(),
        new PathWarmUp(WARM_UP_ROUNDS, REHEARSALS, rehearsed),
        commands ->
            new LettersPruned(
                new SnapshotsFirst(commands, snapshots),
                config.deadLetters().kept(),
                with.clock()));
  }

  void start(@Observes StartupEvent event, CommandPath path, DatabaseMigration migration) {
    path.start(migration.done());
  }

  void stop(@Observes ShutdownEvent event, CommandPath path) {
    path.close();
  }
}
