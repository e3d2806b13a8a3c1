package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.TestServers;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;

/** Database and broker are killed under a service; it recovers by itself, and nothing is lost. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@DisabledIfSystemProperty(
    named = TestServers.IN_CONTAINERS,
    matches = "true",
    disabledReason = "only a server that is a process of this machine can be killed")
class ServersAwayTest {
  private static final String ORGANIZATION = "m-servers-away";
  private static final Duration LONG = Duration.ofSeconds(90);

  @Inject CommandPath path;
  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  /** Set by the test resource. */
  TestInfrastructure infrastructure;

  private final List<CommandEnvelope> commands = new CopyOnWriteArrayList<>();
  private ToyClient client;

  @BeforeEach
  void isReady() {
    await().atMost(LONG).until(() -> path.state().isReady());
    client = new ToyClient(servers, BoundedContext.POLICY);
  }

  @AfterEach
  void bringBack() {
    infrastructure.postgres().start();
    infrastructure.kafka().start();
    client.close();
    await().atMost(LONG).until(() -> path.state().isReady());
  }

  @Test
  void nothingIsLostAndNothingBuried() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    Thread load = new Thread(() -> load(over));
    load.start();
    try {
      awaitProgress();
      infrastructure.postgres().kill();
      await().atMost(LONG).until(() -> !path.state().isReady());
      infrastructure.postgres().start();
      awaitProgress();
      infrastructure.kafka().kill();
      infrastructure.kafka().start();
      awaitProgress();
    } finally {
      over.set(true);
      load.join();
    }
    for (CommandEnvelope command : commands) {
      // The answer to the first attempt may have been lost with the broker.
      assertThat(client.error(client.send(client.again(command)))).isNull();
    }
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(client.seen(ORGANIZATION)).hasSize(commands.size()));
    assertThat(one("select amount from counter where organization_id = $1"))
        .isEqualTo((long) commands.size());
    assertThat(one("select count(*) from dead_letter where organization_id = $1")).isEqualTo(0L);
  }

  /** A command at a time, until it is over. */
  private void load(AtomicBoolean over) {
    while (!over.get()) {
      commands.add(client.send(ToyOperations.COUNT, new CountRequest(ORGANIZATION, 1)));
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** A few commands more are decided. */
  private void awaitProgress() {
    long before = amount();
    await()
        .atMost(LONG)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(amount()).isGreaterThan(before + 5));
  }

  private Long amount() {
    return (Long)
        one("select coalesce(sum(amount), 0)::bigint from counter where organization_id = $1");
  }

  private Object one(String sql) {
    return database.await(database.read(session -> Sql.of(session).rows(sql, ORGANIZATION)))
        .get(0)[0];
  }
}
