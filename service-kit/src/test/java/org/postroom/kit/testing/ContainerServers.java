package org.postroom.kit.testing;

import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.postroom.embedded.TestInfrastructure.Database;

/**
 * PostgreSQL and Kafka in containers, one of each, that Testcontainers starts on whatever Docker it
 * finds and removes when the JVM ends.
 */
final class ContainerServers implements TestServers {
  private static ContainerServers shared;

  private final PostgresContainer postgres = new PostgresContainer();
  private final BrokerContainer broker = new BrokerContainer();
  private final AtomicInteger databases = new AtomicInteger();

  private ContainerServers() {}

  static synchronized ContainerServers shared() {
    if (shared == null) {
      shared = new ContainerServers();
    }
    return shared;
  }

  @Override
  public synchronized String bootstrapServers() {
    broker.start();
    return broker.bootstrapServers();
  }

  @Override
  public synchronized Database freshDatabase(String word) {
    postgres.start();
    String name = word + "_" + databases.incrementAndGet();
    postgres.createDatabase(name);
    return new Database(name, postgres.jdbcUrl(name), postgres.reactiveUrl(name), name, name);
  }

  @Override
  public synchronized void createTopics(Collection<String> names, int partitions) {
    broker.start();
    broker.createTopics(names, partitions);
  }
}
