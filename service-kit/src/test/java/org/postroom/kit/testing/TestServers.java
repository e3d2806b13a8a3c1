package org.postroom.kit.testing;

import java.util.Collection;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.embedded.TestInfrastructure.Database;

/**
 * The PostgreSQL and the Kafka of all tests of a JVM, which end with it. They are processes of this
 * machine, or containers where the system property {@value #IN_CONTAINERS} says {@code true}.
 */
public interface TestServers {
  /** The property. Tests that stop a server or work on its files need it to be a process. */
  String IN_CONTAINERS = "postroom.test.containers";

  /** Those of this JVM, started when something is asked of them. */
  static TestServers shared() {
    return Boolean.getBoolean(IN_CONTAINERS)
        ? ContainerServers.shared()
        : new Processes(TestInfrastructure.shared());
  }

  /** What Kafka's clients are told. */
  String bootstrapServers();

  /** Makes an empty database with a role of its own, named after the given word. */
  Database freshDatabase(String word);

  /** Makes the topics that are not there yet, configured as their names say. */
  void createTopics(Collection<String> names, int partitions);

  /** Kafka and PostgreSQL that come with the build. */
  record Processes(TestInfrastructure infrastructure) implements TestServers {
    @Override
    public String bootstrapServers() {
      return infrastructure.bootstrapServers();
    }

    @Override
    public Database freshDatabase(String word) {
      return infrastructure.freshDatabase(word);
    }

    @Override
    public void createTopics(Collection<String> names, int partitions) {
      infrastructure.createTopics(names, partitions);
    }
  }
}
