package org.postroom.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postroom.contract.message.EventRetention;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.ChildProcess;
import org.postroom.embedded.TopicDefinition;
import org.postroom.local.InstallationState.PartState;

/**
 * The parts of an installation and the order among them: PostgreSQL and Kafka, then the services
 * and the servers around them; at the end the gateway first, so that no accepted request meets a
 * missing service, and the servers around after the services that use them.
 */
final class PartsInOrder {
  private static final String GATEWAY = "gateway";
  private static final Set<String> CONTEXTS =
      Stream.of(BoundedContext.values())
          .map(BoundedContext::wireName)
          .collect(Collectors.toUnmodifiableSet());
  private static final int LOG_LINES = 30;

  /** A pool as small as the machine could let the first wait for those that never begin. */
  private static final Executor TASK_EACH = task -> new Thread(task, "postroom-part").start();

  private final LocalSettings settings;
  private final ServiceEnvironment environment;
  private final Parts.Postgres postgres;
  private final List<Parts.Kafka> brokers;
  private final SupervisedPart supervisedPostgres;
  private final List<SupervisedPart> supervisedBrokers;
  private final List<SupervisedPart> services = new ArrayList<>();

  PartsInOrder(
      DataDirectory data,
      Ports ports,
      Brokers cluster,
      LocalSettings settings,
      ServiceEnvironment environment,
      Runnable changed) {
    this.settings = settings;
    this.environment = environment;
    this.postgres = new Parts.Postgres(data, ports.of(Port.POSTGRES));
    this.brokers = cluster.parts(data);
    this.supervisedPostgres = new SupervisedPart(postgres, changed);
    this.supervisedBrokers =
        brokers.stream().map(broker -> new SupervisedPart(broker, changed)).toList();
    for (ServiceDefinition service : settings.services().get()) {
      services.add(
          new SupervisedPart(
              new Parts.Service(
                  service,
                  ports.of(service.port()),
                  environment.of(service),
                  data.log(service.name())),
              changed));
    }
  }

  /** Starts everything; fails when a part dies or is not healthy in time. */
  void start() {
    long deadline = System.nanoTime() + settings.startPatience().toNanos();
    CompletableFuture<Void> database = CompletableFuture.runAsync(this::startPostgres);
    CompletableFuture<Void> broker = CompletableFuture.runAsync(this::startKafka);
    try {
      CompletableFuture.allOf(database, broker).join();
    } catch (CompletionException e) {
      throw failed(e);
    }
    services.forEach(SupervisedPart::start);
    List<SupervisedPart> waiting = new ArrayList<>(services);
    while (!waiting.isEmpty()) {
      for (SupervisedPart service : List.copyOf(waiting)) {
        String complaint = service.part().complaint();
        boolean alive = service.part().isAlive();
        if (alive && complaint.isEmpty()) {
          service.markReady();
          waiting.remove(service);
        } else if (!alive || System.nanoTime() > deadline) {
          throw notStarted(
              service.part(), alive ? "not healthy in time: " + complaint : "its process ended");
        }
      }
      Pause.brief();
    }
    all().forEach(SupervisedPart::supervise);
  }

  /** Stops everything that runs, for good. */
  void end() {
    endAll(GATEWAY::equals);
    endAll(CONTEXTS::contains);
    endAll(name -> true);
    inParallel(supervisedBrokers.stream(), SupervisedPart::end);
    supervisedPostgres.end();
    postgres.close();
  }

  /** The part with this name. */
  SupervisedPart named(String name) {
    return all()
        .filter(part -> part.part().name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InstallationException("There is no part called " + name + "."));
  }

  List<PartStatus> status() {
    return all()
        .map(
            supervised -> {
              Part part = supervised.part();
              boolean alive = part.isAlive();
              return new PartStatus(
                  part.name(),
                  alive ? part.handle().pid() : 0,
                  part.port(),
                  alive ? part.complaint() : "not running",
                  supervised.restarts());
            })
        .toList();
  }

  List<PartState> states() {
    return all()
        .map(
            part ->
                new PartState(
                    part.part().name(),
                    part.part().port(),
                    part.restarts(),
                    part.isReady(),
                    part.process()))
        .toList();
  }

  void awaitHealthy(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<PartStatus> ill = status().stream().filter(part -> !part.isHealthy()).toList();
      if (ill.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new InstallationException("Not healthy in time: " + ill);
      }
      Pause.brief();
    }
  }

  private void startPostgres() {
    supervisedPostgres.start();
    environment.createDatabases(postgres.server());
    supervisedPostgres.markReady();
  }

  private void startKafka() {
    // The first ones wait for the others.
    inParallel(supervisedBrokers.stream(), SupervisedPart::start);
    EventRetention events = settings.eventRetention();
    brokers
        .get(0)
        .server()
        .createTopics(
            Topics.all().stream()
                .map(
                    topic ->
                        TopicDefinition.named(
                            topic, settings.partitions(), events.period(), events.segment()))
                .toList());
    supervisedBrokers.forEach(SupervisedPart::markReady);
  }

  private Stream<SupervisedPart> all() {
    return Stream.of(Stream.of(supervisedPostgres), supervisedBrokers.stream(), services.stream())
        .flatMap(parts -> parts);
  }

  /** In parallel, since each takes a moment for its goodbyes; ending twice is harmless. */
  private void endAll(Predicate<String> names) {
    inParallel(
        services.stream().filter(service -> names.test(service.part().name())),
        SupervisedPart::end);
  }

  private static void inParallel(Stream<SupervisedPart> parts, Consumer<SupervisedPart> work) {
    CompletableFuture.allOf(
            parts
                .map(part -> CompletableFuture.runAsync(() -> work.accept(part), TASK_EACH))
                .toArray(CompletableFuture<?>[]::new))
        .join();
  }

  private static InstallationException failed(CompletionException e) {
    Throwable cause = e.getCause();
    return cause instanceof InstallationException known
        ? known
        : new InstallationException(String.valueOf(cause.getMessage()), cause);
  }

  private static InstallationException notStarted(Part part, String complaint) {
    return new InstallationException(
        "%s did not start (%s). The end of %s:%n%s"
            .formatted(
                part.name(), complaint, part.log(), ChildProcess.lastLines(part.log(), LOG_LINES)));
  }
}
