package org.postroom.kit.command;

import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.kit.database.DatabaseMigration;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;

/** A test with a rig, a client and an organization of its own. */
@QuarkusTestResource(PostroomTestResource.class)
abstract class RigTest {
  @Inject Vertx vertx;
  @Inject Mutiny.SessionFactory factory;
  @Inject DatabaseMigration migration;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  @ConfigProperty(name = "postroom.topics.partitions")
  int partitions;

  Rig rig;
  ToyClient client;
  String organization;

  @BeforeEach
  void openRig() throws Exception {
    migration.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
    rig = new Rig(vertx, factory, servers, partitions);
    client = new ToyClient(servers, Rig.CONTEXT);
    organization = newOrganization();
  }

  @AfterEach
  void closeRig() {
    rig.close();
    client.close();
  }

  static String newOrganization() {
    return "m-" + UUID.randomUUID().toString().replace("-", "");
  }

  CommandEnvelope count(long by) {
    return client.command(ToyOperations.COUNT, new CountRequest(organization, by));
  }

  CommandEnvelope misbehave(String how) {
    return client.command(
        ToyOperations.MISBEHAVE, new ToyOperations.MisbehaveRequest(organization, how));
  }

  /** As an SDK does it: the same command again until it is answered. */
  ReplyEnvelope insist(CommandEnvelope command) {
    CommandEnvelope[] attempt = {client.send(command)};
    long[] next = {System.nanoTime() + TimeUnit.SECONDS.toNanos(4)};
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (client.isAnswered(attempt[0])) {
                return true;
              }
              if (System.nanoTime() > next[0]) {
                attempt[0] = client.send(client.again(command));
                next[0] = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
              }
              return false;
            });
    return client.reply(attempt[0]);
  }

  /** State and events agree on the counter: so many events, each once and in order. */
  void assertCounted(int events, long amount) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> Assertions.assertThat(client.seen(organization)).hasSize(events));
    Assertions.assertThat(rig.counter(organization)).isEqualTo(amount);
    List<String> data =
        client.seen(organization).stream().map(event -> new String(event.data())).toList();
    Assertions.assertThat(data.get(events - 1)).contains("\"Amount\":" + amount + "}");
  }
}
