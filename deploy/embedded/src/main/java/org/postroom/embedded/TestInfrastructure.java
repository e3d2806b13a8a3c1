package org.postroom.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One PostgreSQL and one Kafka for all tests of a JVM, started when first asked for, on free ports
 * and temporary directories; both end with the JVM. Tests keep apart by fresh databases and by
 * topic names or organization ids of their own. A test that stops or kills a server must start its
 * own instead.
 */
public final class TestInfrastructure {
  private static final Object LOCK = new Object();
  private static TestInfrastructure shared;

  private final Path directory;
  private final AtomicInteger databases = new AtomicInteger();
  private EmbeddedPostgres postgres;
  private EmbeddedKafka kafka;

  /** Kept so that its input stays open: collected as garbage, it would be closed. */
  private Process watch;

  private TestInfrastructure(Path directory) {
    this.directory = directory;
  }

  /** The one of this JVM. Nothing is started yet. */
  public static TestInfrastructure shared() {
    synchronized (LOCK) {
      if (shared == null) {
        try {
          shared = new TestInfrastructure(Files.createTempDirectory("postroom-test-"));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(shared::end, "test-infrastructure-end"));
      }
      return shared;
    }
  }

  /** The shared PostgreSQL, started if need be. */
  public synchronized EmbeddedPostgres postgres() {
    if (postgres == null) {
      postgres = EmbeddedPostgres.start(directory.resolve("postgres"));
      endPostgresWithJvm();
    }
    return postgres;
  }

  /** The shared Kafka, started if need be. */
  public synchronized EmbeddedKafka kafka() {
    if (kafka == null) {
      kafka = EmbeddedKafka.start(directory.resolve("kafka"));
    }
    return kafka;
  }

  public String bootstrapServers() {
    return kafka().bootstrapServers();
  }

  /** Makes an empty database with a role of its own, named after the given word. */
  public Database freshDatabase(String word) {
    String name = word + "_" + databases.incrementAndGet();
    postgres().createDatabase(name, name, name);
    return new Database(name, postgres().jdbcUrl(name), postgres().reactiveUrl(name), name, name);
  }

  /** Makes the topics that are not there yet, configured as their names say. */
  public void createTopics(Collection<String> names, int partitions) {
    kafka()
        .createTopics(names.stream().map(name -> TopicDefinition.named(name, partitions)).toList());
  }

  /**
   * PostgreSQL would outlive a JVM that is killed. A shell that waits for the end of its input, and
   * so of this JVM, ends it then; after an orderly end there is no pid file any more.
   */
  private void endPostgresWithJvm() {
    String script =
        "cat >/dev/null; pid=$(head -n 1 \"$0/postgres/cluster/postmaster.pid\" 2>/dev/null)"
            + " && kill -QUIT \"$pid\"; rm -rf \"$0\"";
    try {
      // Without the signals of a terminal, which are meant for the JVM.
      watch =
          new ProcessBuilder("/bin/sh", "-c", "trap '' INT; " + script, directory.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void end() {
    if (kafka != null) {
      kafka.kill();
    }
    if (watch != null) {
      watch.destroyForcibly();
    }
    if (postgres != null) {
      postgres.kill();
      postgres.close();
    }
    try {
      Directories.delete(directory);
    } catch (IOException e) {
      // The temporary directory is cleaned by the system some day; tests are over.
    }
  }

  /** Where a fresh database is and who may enter it. */
  public record Database(
      String name, String jdbcUrl, String reactiveUrl, String username, String password) {}
}
