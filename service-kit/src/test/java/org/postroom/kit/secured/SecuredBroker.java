package org.postroom.kit.secured;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.Uuid;
import org.awaitility.Awaitility;
import org.postroom.embedded.FreePorts;
import org.postroom.embedded.KafkaMain;
import org.postroom.transport.testing.TestIdentity;

/** A broker that services reach over TLS and with a login only; the test itself has a back door. */
final class SecuredBroker {
  private final Path directory;
  private final int plainPort;
  private final int securedPort;
  private final int controllerPort;
  private Process process;

  SecuredBroker(Path directory, TestIdentity identity) {
    this.directory = directory;
    FreePorts free = new FreePorts(new SecureRandom());
    this.plainPort = free.next();
    this.securedPort = free.next();
    this.controllerPort = free.next();
    writeSettings();
    show(identity);
  }

  String plain() {
    return "127.0.0.1:" + plainPort;
  }

  String secured() {
    return "127.0.0.1:" + securedPort;
  }

  /** Shows this identity from its next start on. */
  void show(TestIdentity identity) {
    try {
      Files.copy(
          identity.store(), directory.resolve("broker.p12"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void start() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx192m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  KafkaMain.class.getName(),
                  directory.resolve("broker.properties").toString(),
                  "--end-with-parent")
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(directory.resolve("broker.log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Admin admin = admin()) {
      Awaitility.await()
          .atMost(90, TimeUnit.SECONDS)
          .ignoreExceptions()
          .until(() -> !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty());
    }
  }

  void stop() {
    process.destroyForcibly();
    process.onExit().join();
  }

  void createTopics(Collection<String> names, int partitions) {
    try (Admin admin = admin()) {
      get(
          admin
              .createTopics(
                  names.stream().map(name -> new NewTopic(name, partitions, (short) 1)).toList())
              .all());
    }
  }

  /** Lets a user log in with this password and with no other. */
  void allow(String user, String password) {
    try (Admin admin = admin()) {
      get(
          admin
              .alterUserScramCredentials(
                  List.of(
                      new UserScramCredentialUpsertion(
                          user,
                          new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                          password)))
              .all());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", plain(), "request.timeout.ms", "5000"));
  }

  private static void get(org.apache.kafka.common.KafkaFuture<?> future) {
    try {
      future.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void writeSettings() {
    Properties settings = new Properties();
    settings.putAll(
        Map.ofEntries(
            Map.entry("process.roles", "broker,controller"),
            Map.entry("node.id", "1"),
            Map.entry("postroom.cluster.id", Uuid.randomUuid().toString()),
            Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
            Map.entry(
                "listeners",
                "PLAIN://127.0.0.1:%d,SECURED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d"
                    .formatted(plainPort, securedPort, controllerPort)),
            Map.entry(
                "advertised.listeners",
                "PLAIN://127.0.0.1:%d,SECURED://127.0.0.1:%d".formatted(plainPort, securedPort)),
            Map.entry(
                "listener.security.protocol.map",
                "PLAIN:PLAINTEXT,SECURED:SASL_SSL,CONTROLLER:PLAINTEXT"),
            Map.entry("inter.broker.listener.name", "PLAIN"),
            Map.entry("controller.listener.names", "CONTROLLER"),
            Map.entry("listener.name.secured.sasl.enabled.mechanisms", "SCRAM-SHA-512"),
            Map.entry(
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
            Map.entry(
                "listener.name.secured.ssl.keystore.location",
                directory.resolve("broker.p12").toString()),
            Map.entry("listener.name.secured.ssl.keystore.type", "PKCS12"),
            Map.entry("listener.name.secured.ssl.keystore.password", TestIdentity.PASSWORD),
            Map.entry("listener.name.secured.ssl.key.password", TestIdentity.PASSWORD),
            Map.entry("log.dirs", directory.resolve("broker-log").toString()),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("broker.session.timeout.ms", "3000"),
            Map.entry("broker.heartbeat.interval.ms", "200"),
            Map.entry("log.cleaner.dedupe.buffer.size", Integer.toString(4 * 1024 * 1024)),
            Map.entry("num.network.threads", "2"),
            Map.entry("num.io.threads", "4")));
    try (Writer out = Files.newBufferedWriter(directory.resolve("broker.properties"))) {
      settings.store(out, "Of a test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
