package org.postroom.kit.command;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.awaitility.Awaitility;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.access.Admission;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.BatchBounds;
import org.postroom.kit.lane.BrokerTopicFacts;
import org.postroom.kit.lane.ConsumerSettings;
import org.postroom.kit.lane.KafkaClients;
import org.postroom.kit.lane.LaneSurroundings;
import org.postroom.kit.lane.Mechanisms;
import org.postroom.kit.lane.Moments;
import org.postroom.kit.lane.SharedTransactions;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.toy.AddLater;
import org.postroom.kit.toy.CountHandler;
import org.postroom.kit.toy.MisbehaveHandler;
import org.postroom.kit.toy.TakeNameHandler;
import org.postroom.kit.toy.ToyEvents;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.trace.Traces;
import org.postroom.transport.KafkaConnection;

/** Makes instances of the toy service out of plain objects, several in one JVM if need be. */
final class Rig implements AutoCloseable {
  static final BoundedContext CONTEXT = BoundedContext.EXPORT;
  static final SecretSealer SEALER =
      new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), new SecureRandom());

  private final Database database;
  private final String servers;
  private final int partitions;
  private final List<Instance> instances = new ArrayList<>();

  Rig(Vertx vertx, Mutiny.SessionFactory factory, String servers, int partitions) {
    this.database = new Database(vertx, () -> factory, Duration.ofSeconds(20));
    this.servers = servers;
    this.partitions = partitions;
  }

  Database database() {
    return database;
  }

  /** How an instance differs from a real one. */
  static final class Plan {
    Moments moments = Moments.NONE;
    Mechanisms mechanisms = Mechanisms.ALL;
    CatchUpTargets catchUps =
        (owner, organizationIds) -> {
          throw new IllegalStateException("nobody is followed");
        };
    SecretSealer sealer = SEALER;
    Clock clock = Clock.systemUTC();
    Traces traces = Traces.OFF;
    UnaryOperator<Producer<String, byte[]>> producer = UnaryOperator.identity();
    UnaryOperator<Producer<String, byte[]>> auditProducer = UnaryOperator.identity();
    Duration revocation = Duration.ofSeconds(5);
    Duration housekeeping = Duration.ofMinutes(1);
    int batch = 500;
    Duration gather = Duration.ofMillis(2);
    String name = "rig";
    PathWarmUp warmUp = new PathWarmUp(0, 0, List.of());
  }

  Instance start(Plan plan) {
    Instance instance = new Instance(plan);
    instances.add(instance);
    return instance;
  }

  Instance startReady(Plan plan) {
    Instance instance = start(plan);
    Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> instance.state().isReady());
    return instance;
  }

  /** The counter of an organization; null when there is none. */
  Long counter(String organizationId) {
    List<Object[]> rows =
        rows("select amount from counter where organization_id = $1", organizationId);
    return rows.isEmpty() ? null : (Long) rows.get(0)[0];
  }

  List<Object[]> rows(String sql, Object... parameters) {
    return database.await(database.read(session -> Sql.of(session).rows(sql, parameters)));
  }

  int update(String sql, Object... parameters) {
    return database.await(database.transaction(session -> Sql.of(session).update(sql, parameters)));
  }

  @Override
  public void close() {
    instances.forEach(Instance::close);
  }

  /** One process, as it were. */
  final class Instance implements AutoCloseable {
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Publisher publisher;
    private final Admin admin;
    private final CommandPath path;

    private Instance(Plan plan) {
      publisher =
          new Publisher(
              () -> plan.producer.apply(KafkaClients.producer(KafkaConnection.plain(servers))),
              () -> KafkaClients.looseProducer(KafkaConnection.plain(servers)),
              () ->
                  plan.auditProducer.apply(
                      KafkaClients.auditProducer(KafkaConnection.plain(servers))),
              partitions);
      admin = KafkaClients.admin(KafkaConnection.plain(servers));
      LaneSurroundings with =
          new LaneSurroundings(
              database,
              publisher,
              new BrokerTopicFacts(admin),
              new SharedTransactions(1, 500, plan.gather),
              plan.clock,
              meters,
              plan.housekeeping,
              plan.revocation,
              plan.moments,
              plan.mechanisms);
      CommandParts parts =
          new CommandParts(
              new ServiceDefinition(
                  CONTEXT, ToyEvents.of(CONTEXT), Set.of(BoundedContext.DIRECTORY)),
              "us-east-1",
              new HandlerRegistry(
                  ToyOperations.ALL,
                  List.of(
                      new CountHandler(),
                      new TakeNameHandler(),
                      new MisbehaveHandler(),
                      new MisbehaveHandler.Alone()),
                  List.of(new AddLater.Handler(), new WarmUpCommand.Handler())),
              plan.sealer,
              plan.catchUps,
              new Admission(
                  (session, organization, account) -> Uni.createFrom().item(Map.of()), "us-east-1"),
              plan.clock,
              new CommandMetrics(meters),
              plan.traces,
              publisher,
              plan.moments,
              plan.mechanisms);
      path =
          new CommandPath(
              parts,
              with,
              new ConsumerSettings(
                  KafkaConnection.plain(servers),
                  CONTEXT.wireName(),
                  null,
                  Duration.ofSeconds(6),
                  new BatchBounds(plan.batch, 4 << 20),
                  Duration.ZERO),
              admin,
              partitions,
              plan.warmUp);
      path.start(CompletableFuture.completedFuture(null));
    }

    CommandPathState state() {
      return path.state();
    }

    void askHousekeeping() {
      path.askHousekeeping();
    }

    @Override
    public void close() {
      path.close();
      publisher.close();
      admin.close(Duration.ofSeconds(1));
    }
  }
}
