package org.postroom.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.postroom.local.InstallationException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which audit stream: that of the installation on this machine, or any other's. */
final class AuditStreamOptions {
  @Mixin private DataOption data;

  @Option(
      names = "--bootstrap-servers",
      paramLabel = "HOST:PORT[,..]",
      order = 2,
      description = "The brokers of an installation that ./postroom up has not started.")
  private String bootstrapServers;

  @Option(
      names = "--kafka-config",
      paramLabel = "FILE",
      order = 3,
      description = "How to speak to them: settings of Kafka's clients (security.protocol, ..).")
  private Path kafkaConfig;

  @Option(
      names = "--may-expire",
      order = 4,
      description =
          "The topic keeps records for some time only: what is gone from the front of a partition"
              + " is not missing.")
  private boolean mayExpire;

  DataOption data() {
    return data;
  }

  /** Whether it is of an installation that {@code ./postroom up} has not started. */
  boolean isElsewhere() {
    return bootstrapServers != null || kafkaConfig != null;
  }

  boolean mayExpire() {
    return mayExpire;
  }

  /** Whether the data directory, or its default, is that of the installation. */
  boolean hasData() {
    return !isElsewhere() || data.isNamed();
  }

  /**
   * Where the brokers are and how to speak to them.
   *
   * @throws InstallationException when no installation runs, or the file cannot be used
   */
  Map<String, Object> kafka() {
    if (!isElsewhere()) {
      return RunningKafka.connection(data.running());
    }
    Map<String, Object> settings = new HashMap<>();
    if (kafkaConfig != null) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(kafkaConfig)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new InstallationException(kafkaConfig + " cannot be read.", e);
      }
      properties.stringPropertyNames().forEach(key -> settings.put(key, properties.get(key)));
    }
    if (bootstrapServers != null) {
      settings.put("bootstrap.servers", bootstrapServers);
    }
    if (!settings.containsKey("bootstrap.servers")) {
      throw new InstallationException("Say where the brokers are: --bootstrap-servers HOST:PORT.");
    }
    return settings;
  }
}
