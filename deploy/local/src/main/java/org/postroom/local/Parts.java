package org.postroom.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.postroom.embedded.ChildProcess;
import org.postroom.embedded.EmbeddedKafka;
import org.postroom.embedded.EmbeddedPostgres;
import org.postroom.embedded.KafkaCluster;

/** The three kinds of parts. */
final class Parts {
  private Parts() {}

  static final class Postgres implements Part {
    private final DataDirectory data;
    private final int port;
    private EmbeddedPostgres postgres;

    Postgres(DataDirectory data, int port) {
      this.data = data;
      this.port = port;
    }

    EmbeddedPostgres server() {
      return postgres;
    }

    @Override
    public String name() {
      return "postgres";
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public Path log() {
      return data.log(name());
    }

    @Override
    public void start() {
      if (postgres == null) {
        postgres = EmbeddedPostgres.start(data.postgres(), port, log());
      } else {
        postgres.start();
      }
    }

    @Override
    public void stop() {
      if (postgres != null) {
        postgres.stop();
      }
    }

    /** Stops it and gives its directory free. */
    void close() {
      if (postgres != null) {
        postgres.close();
      }
    }

    @Override
    public void kill() {
      postgres.kill();
    }

    @Override
    public boolean isAlive() {
      return postgres != null && postgres.isAlive();
    }

    @Override
    public ProcessHandle handle() {
      return postgres.handle();
    }

    @Override
    public String complaint() {
      return HealthProbe.connects(port);
    }
  }

  static final class Kafka implements Part {
    private final DataDirectory data;
    private final String name;
    private final KafkaCluster cluster;
    private final KafkaCluster.Broker broker;
    private EmbeddedKafka kafka;

    Kafka(DataDirectory data, String name, KafkaCluster cluster, KafkaCluster.Broker broker) {
      this.data = data;
      this.name = name;
      this.cluster = cluster;
      this.broker = broker;
    }

    EmbeddedKafka server() {
      return kafka;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int port() {
      return broker.port();
    }

    @Override
    public Path log() {
      return data.log(name());
    }

    @Override
    public void start() {
      if (kafka == null) {
        kafka = EmbeddedKafka.start(data.broker(name), cluster, broker, log());
      } else {
        kafka.start();
      }
    }

    @Override
    public void stop() {
      if (kafka != null) {
        kafka.stop();
      }
    }

    @Override
    public void kill() {
      kafka.kill();
    }

    @Override
    public boolean isAlive() {
      return kafka != null && kafka.isAlive();
    }

    @Override
    public ProcessHandle handle() {
      return kafka.handle();
    }

    @Override
    public String complaint() {
      return HealthProbe.connects(port());
    }
  }

  static final class Service implements Part {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    private final ServiceDefinition definition;
    private final int port;
    private final Map<String, String> environment;
    private final Path log;
    private volatile ChildProcess process;

    Service(ServiceDefinition definition, int port, Map<String, String> environment, Path log) {
      this.definition = definition;
      this.port = definition.ownPort().orElse(port);
      this.environment = environment;
      this.log = log;
    }

    @Override
    public String name() {
      return definition.name();
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public Path log() {
      return log;
    }

    @Override
    public void start() {
      process = ChildProcess.start(definition.command(), environment, log);
    }

    @Override
    public void stop() {
      if (process != null) {
        process.stop("TERM", STOP_PATIENCE);
      }
    }

    @Override
    public void kill() {
      process.kill();
    }

    @Override
    public boolean isAlive() {
      return process != null && process.isAlive();
    }

    @Override
    public ProcessHandle handle() {
      return process.handle();
    }

    @Override
    public String complaint() {
      return HealthProbe.of(definition.port().label(), port);
    }
  }
}
