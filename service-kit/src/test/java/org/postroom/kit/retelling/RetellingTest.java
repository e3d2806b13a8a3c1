package org.postroom.kit.retelling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.command.InternalCommandSender;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.ScriptedOwner;
import org.postroom.kit.toy.ToyClient;
import org.postroom.kit.toy.ToyOperations;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class RetellingTest {
  private static final String STARTED = "OrganizationSnapshotStarted retold";
  private static final String COMPLETED = "OrganizationSnapshotCompleted retold";
  private static final Duration HALF = Duration.ofDays(45);

  @Inject CommandPath commands;
  @Inject Database database;
  @Inject InternalCommandSender sender;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private final String organizationId = "m-" + UUID.randomUUID().toString().replace("-", "");
  private ToyClient client;

  @BeforeEach
  void connect() {
    await().until(() -> commands.state().isReady());
    client = new ToyClient(servers, BoundedContext.POLICY);
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void anOrganizationThatWasNotToldForHalfOfWhatTopicsKeepIsToldAnewOnceInItsOwnOrder() {
    count(1);
    count(2);
    toldLast(Instant.now().minus(HALF));

    await().until(() -> told().contains(COMPLETED));
    count(3);

    // Sequences without gaps are asserted by the client itself.
    assertTold(
        "Counted {\"By\":1,\"Amount\":1}",
        "Counted {\"By\":2,\"Amount\":3}",
        STARTED,
        "Counted retold {\"By\":0,\"Amount\":3}",
        COMPLETED,
        "Counted {\"By\":3,\"Amount\":6}");
    assertThat(client.seen(organizationId)).extracting(EventEnvelope::epoch).containsOnly(1L);
    assertThat(lastTold()).isAfter(Instant.now().minus(Duration.ofMinutes(1)));
  }

  @Test
  void anOrganizationThatWasToldLatelyIsLeftAlone() {
    count(1);
    toldLast(Instant.now().minus(Duration.ofDays(30)));
    String other = organizationId.replace("m-", "m-0").substring(0, organizationId.length());
    count(other, 1);
    toldLast(other, Instant.now().minus(HALF));

    await().until(() -> told(other).contains(COMPLETED));
    count(1);

    assertTold("Counted {\"By\":1,\"Amount\":1}", "Counted {\"By\":1,\"Amount\":2}");
  }

  @Test
  void aPartThatComesAgainOrTooEarlyTellsNothing() {
    count(1);
    toldLast(Instant.now().minus(HALF));
    await().until(() -> told().contains(COMPLETED));

    for (int number : List.of(0, 1, 2)) {
      for (int chunk : List.of(0, 1, 2)) {
        if (number != 1 || chunk != 0) {
          sender.send(List.of(RetellOrganization.of(organizationId, 77, number, chunk)));
        }
      }
    }
    count(1);

    assertTold(
        "Counted {\"By\":1,\"Amount\":1}",
        STARTED,
        "Counted retold {\"By\":0,\"Amount\":1}",
        COMPLETED,
        "Counted {\"By\":1,\"Amount\":2}");
  }

  @Test
  void anOrganizationThatIsGoneIsNeverToldAgain() {
    count(1);
    update(
        "insert into organization_view (organization_id, account, alias, state)"
            + " values ($1, '123456789012', 'alias', 'Deleted')",
        organizationId);
    toldLast(Instant.now().minus(HALF));

    await().until(() -> lastTold() == null);
    count(1);

    assertTold("Counted {\"By\":1,\"Amount\":1}", "Counted {\"By\":1,\"Amount\":2}");
  }

  @Test
  void whatCameFromAnEarlierVersionFindsItsPartition() {
    count(1);
    update(
        "update event_sequence set command_partition = -1, told_at = $2"
            + " where organization_id = $1",
        organizationId,
        Instant.EPOCH.atOffset(ZoneOffset.UTC));

    await().until(() -> told().contains(COMPLETED));
  }

  @Test
  void whatIsDueIsFoundByAnIndex() {
    List<String> plans =
        database.await(
            database.read(
                session -> {
                  Sql sql = Sql.of(session);
                  return sql.update("begin")
                      .chain(
                          () ->
                              sql.update(
                                  "insert into event_sequence (organization_id, account, epoch,"
                                      + " sequence, command_partition)"
                                      + " select 'm-plan-' || i, '1', 1, 1, i % 16"
                                      + " from generate_series(1, 20000) i"))
                      .chain(
                          () ->
                              sql.update(
                                  "insert into retelling select 'm-plan-' || i, i % 16, 1, 'k',"
                                      + " now() from generate_series(1, 5000) i"))
                      .chain(() -> sql.update("analyze event_sequence, retelling"))
                      .chain(
                          () ->
                              sql.rows(
                                  "explain " + RetellingTable.DUE,
                                  1,
                                  OffsetDateTime.now(ZoneOffset.UTC)))
                      .chain(
                          due ->
                              sql.rows(
                                      "explain " + RetellingTable.PARTITIONS_DUE,
                                      new Integer[] {1, 2, 3},
                                      OffsetDateTime.now(ZoneOffset.UTC))
                                  .map(partitions -> plan(due, partitions)))
                      .call(() -> sql.update("rollback"));
                }));
    assertThat(plans)
        .anyMatch(line -> line.contains("ix_event_sequence_told"))
        .anyMatch(line -> line.contains("ix_retelling_begun"))
        .noneMatch(line -> line.contains("Seq Scan on event_sequence"))
        .noneMatch(line -> line.contains("Seq Scan on retelling"))
        .noneMatch(line -> line.contains("Sort"));
  }

  private static List<String> plan(List<Object[]> one, List<Object[]> other) {
    return Stream.concat(one.stream(), other.stream()).map(row -> (String) row[0]).toList();
  }

  private void count(long by) {
    count(organizationId, by);
  }

  private void count(String organization, long by) {
    client.reply(
        client.send(ToyOperations.COUNT, new ToyOperations.CountRequest(organization, by)));
  }

  private void toldLast(Instant at) {
    toldLast(organizationId, at);
  }

  private void toldLast(String organization, Instant at) {
    update(
        "update event_sequence set told_at = $2 where organization_id = $1",
        organization,
        at.atOffset(ZoneOffset.UTC));
  }

  private void update(String sql, Object... parameters) {
    database.await(
        database.transaction(session -> Sql.of(session).update(sql, parameters).replaceWithVoid()));
  }

  private Instant lastTold() {
    List<Object[]> rows =
        database.await(
            database.read(
                session ->
                    Sql.of(session)
                        .rows(
                            "select told_at from event_sequence where organization_id = $1",
                            organizationId)));
    OffsetDateTime at = (OffsetDateTime) rows.get(0)[0];
    return at == null ? null : at.toInstant();
  }

  /** What is published is read a moment later. */
  private void assertTold(String... events) {
    await().untilAsserted(() -> assertThat(told()).containsExactly(events));
  }

  private List<String> told() {
    return told(organizationId);
  }

  /** Types, whether they are retold, and data as far as there is any. */
  private List<String> told(String organization) {
    return client.seen(organization).stream()
        .map(
            event ->
                Stream.of(
                        event.type().replaceAll(".*\\.([A-Za-z]+)\\.v1", "$1"),
                        event.retold() ? " retold" : "",
                        event.data().length > 2 ? " " + new String(event.data()) : "")
                    .reduce("", String::concat))
        .toList();
  }
}
