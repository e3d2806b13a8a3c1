package org.postroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A real Kafka broker and controller as one child process on loopback ports. Records on topics that
 * are {@linkplain TopicDefinition#flushed() flushed} survive a power cut once acknowledged; all
 * acknowledged records survive stop and {@link #kill}.
 */
public final class EmbeddedKafka implements AutoCloseable {
  private static final Duration START_PATIENCE = Duration.ofSeconds(240);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
  private static final int LOG_LINES = 20;

  private final Path directory;
  private final KafkaCluster cluster;
  private final KafkaCluster.Broker broker;
  private final Path log;
  private final boolean endWithParent;
  private volatile ChildProcess process;

  private EmbeddedKafka(
      Path directory,
      KafkaCluster cluster,
      KafkaCluster.Broker broker,
      Path log,
      boolean endWithParent) {
    this.directory = directory.toAbsolutePath();
    this.cluster = cluster;
    this.broker = broker;
    this.log = log.toAbsolutePath();
    this.endWithParent = endWithParent;
  }

  /** Starts on free ports, to end at the latest with this JVM. */
  public static EmbeddedKafka start(Path dataDirectory) {
    EmbeddedKafka kafka = absent(dataDirectory);
    kafka.start();
    return kafka;
  }

  /** As {@link #start(Path)}, but not started yet. */
  public static EmbeddedKafka absent(Path dataDirectory) {
    FreePorts ports = new FreePorts(new SecureRandom());
    KafkaCluster alone = alone(ports.next(), ports.next());
    return new EmbeddedKafka(
        dataDirectory, alone, alone.brokers().get(0), dataDirectory.resolve("kafka.log"), true);
  }

  /**
   * Starts a broker over a data directory, which is made when it is not there, and returns when it
   * answers.
   *
   * @throws IllegalStateException when it does not come up, with the end of its log
   */
  public static EmbeddedKafka start(Path dataDirectory, int port, int controllerPort, Path log) {
    KafkaCluster alone = alone(port, controllerPort);
    return start(dataDirectory, alone, alone.brokers().get(0), log);
  }

  /**
   * Starts one broker of a cluster over a data directory of its own; as {@link #start(Path, int,
   * int, Path)}. The first ones return only when there are enough of them to answer.
   */
  public static EmbeddedKafka start(
      Path dataDirectory, KafkaCluster cluster, KafkaCluster.Broker broker, Path log) {
    EmbeddedKafka kafka = new EmbeddedKafka(dataDirectory, cluster, broker, log, false);
    kafka.start();
    return kafka;
  }

  private static KafkaCluster alone(int port, int controllerPort) {
    return KafkaCluster.of(
        List.of(new KafkaCluster.Broker(1, port, controllerPort, Optional.empty())));
  }

  /** Starts it again, on the same ports and data, after {@link #stop} or {@link #kill}. */
  public synchronized void start() {
    if (isAlive()) {
      return;
    }
    process = ChildProcess.start(command(writeSettings()), Map.of(), log);
    awaitBroker();
  }

  /** Ends it in order. */
  public synchronized void stop() {
    if (process != null) {
      process.stop("TERM", STOP_PATIENCE);
    }
  }

  /** Ends it as {@code kill -9} does. */
  public synchronized void kill() {
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    stop();
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** The broker's process; each start makes a new one. */
  public ProcessHandle handle() {
    return process.handle();
  }

  public int port() {
    return broker.port();
  }

  public Path log() {
    return log;
  }

  public String bootstrapServers() {
    return cluster.bootstrapServers();
  }

  /** Makes the topics that are not there yet, and gives those that exist the settings. */
  public void createTopics(Collection<TopicDefinition> topics) {
    try (Admin admin = admin()) {
      new TopicCreation(admin, cluster).createAll(topics);
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000",
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "60000"));
  }

  private List<String> command(Path settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ChildProcess.javaExecutable(),
                "-Xms64m",
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:MaxDirectMemorySize=64m",
                "-Djava.util.logging.SimpleFormatter.format=%1$tFT%1$tT.%1$tL %4$s %3$s %5$s%6$s%n",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaMain.class.getName(),
                settings.toString()));
    if (endWithParent) {
      command.add(KafkaMain.END_WITH_PARENT);
    }
    return command;
  }

  private Path writeSettings() {
    String replication = Short.toString(cluster.replication());
    String inSync = Integer.toString(cluster.inSync());
    Properties settings = new Properties();
    settings.putAll(listeners());
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", Integer.toString(broker.node())),
            Map.entry(KafkaMain.CLUSTER_ID, cluster.id()),
            Map.entry("controller.quorum.voters", cluster.voters()),
            Map.entry("log.dirs", directory.resolve("log").toString()),
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("message.max.bytes", Integer.toString(3 * 1024 * 1024)),
            Map.entry("offsets.topic.replication.factor", replication),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", replication),
            Map.entry("transaction.state.log.min.isr", inSync),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("share.coordinator.state.topic.replication.factor", replication),
            Map.entry("share.coordinator.state.topic.min.isr", inSync),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            // A broker that was killed waits so long for its own ghost (nine seconds by default);
            // with one second a busy machine makes a living broker fence itself.
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "200"),
            // 128 MiB by default, more than this broker's heap can spare.
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024)),
            // Enough for a segment of 1 GiB at one entry per 4 KiB.
            Map.entry("log.index.size.max.bytes", Integer.toString(2 * 1024 * 1024)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4"),
            Map.entry("num.recovery.threads.per.data.dir", "2"),
            Map.entry("background.threads", "2")));
    try {
      Directories.create(directory.resolve("log"));
      Path file = directory.resolve("broker.properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        settings.store(out, "Written at each start");
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> listeners() {
    String own = "BROKER://127.0.0.1:" + broker.port();
    String detour = broker.detour().map(way -> ",DETOUR://127.0.0.1:" + way.port()).orElse("");
    String advertisedDetour =
        broker.detour().map(way -> ",DETOUR://127.0.0.1:" + way.advertised()).orElse("");
    return Map.of(
        "listeners",
        own + detour + ",CONTROLLER://127.0.0.1:" + broker.controllerPort(),
        "advertised.listeners",
        own + advertisedDetour,
        "listener.security.protocol.map",
        "BROKER:PLAINTEXT,DETOUR:PLAINTEXT,CONTROLLER:PLAINTEXT",
        "inter.broker.listener.name",
        "BROKER",
        "controller.listener.names",
        "CONTROLLER");
  }

  private void awaitBroker() {
    long deadline = System.nanoTime() + START_PATIENCE.toNanos();
    // Clients log every refused connection, so they are made only once the port is open.
    while (!FreePorts.isServed(broker.port())) {
      if (process.awaitExit(Duration.ofMillis(50)) || System.nanoTime() > deadline) {
        throw notStarted(null);
      }
    }
    try (Admin admin = admin()) {
      while (true) {
        try {
          if (admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).stream()
              .anyMatch(node -> node.id() == broker.node())) {
            return;
          }
          // Others of its cluster answer already; it has yet to join them.
          if (process.awaitExit(Duration.ofMillis(50)) || System.nanoTime() > deadline) {
            throw notStarted(null);
          }
        } catch (ExecutionException | TimeoutException e) {
          if (!isAlive() || System.nanoTime() > deadline) {
            throw notStarted(e);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStarted(e);
    }
  }

  private IllegalStateException notStarted(Exception cause) {
    String end = process.lastLogLines(LOG_LINES);
    process.kill();
    return new IllegalStateException("Kafka did not start:\n" + end, cause);
  }
}
