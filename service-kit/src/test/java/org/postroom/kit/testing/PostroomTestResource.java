package org.postroom.kit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.postroom.contract.message.Topics;
import org.postroom.embedded.TestInfrastructure;

/**
 * A real PostgreSQL (a fresh database of its own) and a real Kafka with all topics for a Quarkus
 * test, with the files and keys a service needs; {@link TestServers} says where they run. Annotate
 * the test with {@code @QuarkusTestResource(PostroomTestResource.class)}; the init argument {@code
 * database} names the database, {@code partitions} the partition count (4), {@code absent} a
 * service that is followed and cannot be reached.
 */
public final class PostroomTestResource implements QuarkusTestResourceLifecycleManager {
  /** The bearer token of internal calls in tests. */
  public static final String SERVICE_CREDENTIAL = "a-token-for-tests-only-0123456789";

  private String database = "service";
  private int partitions = 4;
  private String absent;

  @Override
  public void init(Map<String, String> arguments) {
    database = arguments.getOrDefault("database", database);
    partitions = Integer.parseInt(arguments.getOrDefault("partitions", "" + partitions));
    absent = arguments.get("absent");
  }

  @Override
  public Map<String, String> start() {
    TestServers servers = TestServers.shared();
    TestInfrastructure.Database fresh = servers.freshDatabase(database);
    servers.createTopics(Topics.all(), partitions);
    Map<String, String> settings = new HashMap<>();
    settings.put("kafka.bootstrap.servers", servers.bootstrapServers());
    settings.put("quarkus.datasource.reactive.url", fresh.reactiveUrl());
    settings.put("quarkus.datasource.username", fresh.username());
    settings.put("quarkus.datasource.password", fresh.password());
    settings.put("postroom.topics.partitions", Integer.toString(partitions));
    settings.put("postroom.sealing-keys-file", file("keys", sealingKeys()).toString());
    settings.put("postroom.service-credential-file", file("token", SERVICE_CREDENTIAL).toString());
    settings.put("postroom.audit.spool-directory", directory().toString());
    if (absent != null) {
      // Nobody listens on the port for discarding.
      settings.put("postroom.peers." + absent, "http://127.0.0.1:9");
    }
    return settings;
  }

  /** The content of a file with two sealing keys, k2 being the current one. */
  public static String sealingKeys() {
    return "{\"current\":\"k2\",\"keys\":{"
        + "\"k1\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\","
        + "\"k2\":\"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=\"}}";
  }

  /** A test with a field of type {@link TestInfrastructure} gets the one its service uses. */
  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        TestInfrastructure.shared(), field -> field.getType() == TestInfrastructure.class);
  }

  @Override
  public void stop() {
    // The servers are shared by the tests of the JVM and end with it.
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("postroom-audit");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String word, String content) {
    try {
      Path file = Files.createTempFile("postroom-" + word, ".txt");
      file.toFile().deleteOnExit();
      return Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
