package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.kit.database.Sql;
import org.postroom.kit.outbox.Publisher;
import org.postroom.kit.toy.ToyOperations;
import org.postroom.kit.toy.ToyOperations.CountRequest;

/** Lanes share transactions, and nothing but the transaction. */
@QuarkusTest
class SharedTransactionsTest extends RigTest {
  /** An organization for each partition. */
  private final Map<Integer, String> organizations = new TreeMap<>();

  @BeforeEach
  void oneOrganizationForEachLane() {
    organizations.clear();
    while (organizations.size() < partitions) {
      String candidate = newOrganization();
      organizations.put(Publisher.partitionOf(candidate, partitions), candidate);
    }
    Rig.Plan plan = new Rig.Plan();
    plan.gather = Duration.ofMillis(400);
    rig.startReady(plan);
    // The first transactions show that there is more than one caller.
    countEverywhere().forEach(command -> assertThat(client.error(command)).isNull());
  }

  private List<CommandEnvelope> countEverywhere() {
    List<CommandEnvelope> sent = new ArrayList<>();
    organizations.values().forEach(id -> sent.add(client.send(count(id))));
    organizations.values().forEach(id -> sent.add(client.send(count(id))));
    return sent;
  }

  private CommandEnvelope count(String organizationId) {
    return client.command(ToyOperations.COUNT, new CountRequest(organizationId, 1));
  }

  /** The transactions that decided commands, by command. */
  private Map<String, String> transactions(List<CommandEnvelope> commands) {
    Map<String, String> found = new HashMap<>();
    for (Object[] row :
        rig.rows(
            "select command_id, xmin::text from inbox where command_id = any($1)",
            (Object) commands.stream().map(CommandEnvelope::commandId).toArray(String[]::new))) {
      found.put((String) row[0], (String) row[1]);
    }
    return found;
  }

  @Test
  void commandsOfSeveralLanesAreCommittedTogether() {
    List<CommandEnvelope> commands = countEverywhere();
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    Set<String> transactions = Set.copyOf(transactions(commands).values());
    assertThat(transactions.size()).isLessThan(partitions);
    organizations.values().forEach(id -> assertThat(rig.counter(id)).isEqualTo(4));
  }

  @Test
  void oneLanesPoisonFailsNoOther() {
    String poisoned = organizations.values().iterator().next();
    CommandEnvelope poison =
        client.send(
            client.command(
                ToyOperations.MISBEHAVE,
                new ToyOperations.MisbehaveRequest(poisoned, "sql-error")));
    List<CommandEnvelope> commands = countEverywhere();
    assertThat(client.error(poison)).isEqualTo(ErrorCode.INTERNAL_FAILURE);
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    organizations.values().forEach(id -> assertThat(rig.counter(id)).isEqualTo(4));
  }

  /** A session goes on where it was opened, whoever completes what it waits for. */
  private static Uni<Void> onItsContext(CompletableFuture<Void> release) {
    Context own = Vertx.currentContext();
    return Uni.createFrom()
        .completionStage(release)
        .emitOn(task -> own.runOnContext(ignored -> task.run()));
  }

  @Test
  void aLaneWhoseLockIsHeldKeepsNoOtherWaiting() {
    Map.Entry<Integer, String> held = organizations.entrySet().iterator().next();
    CompletableFuture<Void> release = new CompletableFuture<>();
    CompletableFuture<Void> locked = new CompletableFuture<>();
    CompletableFuture<Void> holder =
        rig.database()
            .<Void>transaction(
                session ->
                    Sql.of(session)
                        .rows(
                            "select 1 from lane where topic = $1 and partition = $2 for update",
                            Rig.CONTEXT.commandTopic(),
                            held.getKey())
                        .invoke(rows -> locked.complete(null))
                        .chain(() -> onItsContext(release)))
            .subscribeAsCompletionStage();
    locked.join();
    List<CommandEnvelope> commands = countEverywhere();
    List<CommandEnvelope> free =
        commands.stream()
            .filter(command -> !command.organizationId().equals(held.getValue()))
            .collect(Collectors.toList());
    free.forEach(command -> assertThat(client.error(command)).isNull());
    assertThat(transactions(commands)).hasSize(free.size());
    release.complete(null);
    holder.join();
    commands.forEach(command -> assertThat(client.error(command)).isNull());
    organizations.values().forEach(id -> assertThat(rig.counter(id)).isEqualTo(4));
  }
}
