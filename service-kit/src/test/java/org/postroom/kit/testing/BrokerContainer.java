package org.postroom.kit.testing;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.postroom.embedded.KafkaCluster;
import org.postroom.embedded.TopicCreation;
import org.postroom.embedded.TopicDefinition;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/**
 * One Kafka broker, with the settings of the embedded one that tests can tell. The system property
 * {@value #IMAGE} names another image, of which no more is asked than Kafka's programs in {@code
 * /opt/kafka/bin}.
 */
final class BrokerContainer extends GenericContainer<BrokerContainer> {
  static final String IMAGE = "postroom.test.kafka-image";

  private static final int PORT = 9092;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String SCRIPT = "/tmp/start-broker";

  /** What makes topics need to know of the cluster is that it is one broker. */
  private static final KafkaCluster ALONE =
      KafkaCluster.of(List.of(new KafkaCluster.Broker(1, PORT, 9093, Optional.empty())));

  BrokerContainer() {
    super(DockerImageName.parse(System.getProperty(IMAGE, "docker.io/apache/kafka:4.1.1")));
    withExposedPorts(PORT);
    withStartupTimeout(PATIENCE);
    withEnv("KAFKA_HEAP_OPTS", "-Xms64m -Xmx256m");
    withEnv("LOG_DIR", "/tmp/log");
    // The broker has to say where its clients find it, which is known only when this runs.
    withCreateContainerCmdModifier(command -> command.withEntrypoint("/bin/sh"));
    withCommand("-c", "until test -e %1$s; do sleep 0.1; done; . %1$s".formatted(SCRIPT));
  }

  @Override
  protected void containerIsStarting(InspectContainerResponse container) {
    copyFileToContainer(Transferable.of(script()), SCRIPT);
  }

  @Override
  public void start() {
    if (isRunning()) {
      return;
    }
    super.start();
    try (Admin admin = admin()) {
      Awaitility.await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(ExecutionException.class)
          .until(() -> !admin.describeCluster().nodes().get(60, TimeUnit.SECONDS).isEmpty());
    }
  }

  String bootstrapServers() {
    return getHost() + ":" + getMappedPort(PORT);
  }

  void createTopics(Collection<String> names, int partitions) {
    try (Admin admin = admin()) {
      new TopicCreation(admin, ALONE)
          .createAll(names.stream().map(name -> TopicDefinition.named(name, partitions)).toList());
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            "60000"));
  }

  private String script() {
    return """
        cat > /tmp/broker.properties << 'SETTINGS'
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@localhost:9093
        listeners=CLIENTS://0.0.0.0:%1$d,CONTROLLER://localhost:9093
        advertised.listeners=CLIENTS://%2$s
        listener.security.protocol.map=CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT
        inter.broker.listener.name=CLIENTS
        controller.listener.names=CONTROLLER
        log.dirs=/tmp/kafka
        auto.create.topics.enable=false
        message.max.bytes=3145728
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        group.initial.rebalance.delay.ms=0
        SETTINGS
        /opt/kafka/bin/kafka-storage.sh format --cluster-id %3$s --config /tmp/broker.properties
        exec /opt/kafka/bin/kafka-server-start.sh /tmp/broker.properties
        """
        .formatted(PORT, bootstrapServers(), Uuid.randomUuid());
  }
}
