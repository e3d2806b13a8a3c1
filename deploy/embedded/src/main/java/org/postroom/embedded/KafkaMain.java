package org.postroom.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * The process of {@link EmbeddedKafka}: broker and controller in one. The only class that touches
 * Kafka's internals, which may change with any version of Kafka.
 *
 * <p>Arguments: the properties file; optionally {@value #END_WITH_PARENT}, then it ends when its
 * standard input does.
 */
public final class KafkaMain {
  /** Our own setting: the id that a new data directory gets. */
  static final String CLUSTER_ID = "postroom.cluster.id";

  static final String END_WITH_PARENT = "--end-with-parent";

  private KafkaMain() {}

  /** Formats the data directory when it is new, and serves until the process is asked to end. */
  public static void main(String[] arguments) {
    try {
      Properties properties = new Properties();
      try (Reader in = Files.newBufferedReader(Path.of(arguments[0]))) {
        properties.load(in);
      }
      format(properties);
      KafkaRaftServer server =
          new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
      Runtime.getRuntime().addShutdownHook(new Thread(server::shutdown, "kafka-shutdown"));
      if (arguments.length > 1 && arguments[1].equals(END_WITH_PARENT)) {
        endWithParent();
      }
      server.startup();
      server.awaitShutdown();
    } catch (Throwable e) {
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void format(Properties properties) throws Exception {
    String directory = properties.getProperty("log.dirs");
    if (Files.exists(Path.of(directory, "meta.properties"))) {
      return;
    }
    new Formatter()
        .setClusterId(properties.getProperty(CLUSTER_ID))
        .setNodeId(Integer.parseInt(properties.getProperty("node.id")))
        .addDirectory(directory)
        .setMetadataLogDirectory(directory)
        .setControllerListenerName(properties.getProperty("controller.listener.names"))
        .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
        .setIgnoreFormatted(true)
        .run();
  }

  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try (InputStream parent = System.in) {
                while (parent.read() >= 0) {
                  // nothing is ever sent; only the end counts
                }
              } catch (IOException e) {
                // the same as the end
              }
              Runtime.getRuntime().halt(0);
            },
            "parent-watch");
    watch.setDaemon(true);
    watch.start();
  }
}
