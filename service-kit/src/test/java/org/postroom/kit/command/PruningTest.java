package org.postroom.kit.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.OperationRejected;
import org.postroom.kit.audit.AuditTable;
import org.postroom.kit.database.Sql;
import org.postroom.kit.deadletter.DeadLetterTable;
import org.postroom.kit.deadletter.DeadLetters;
import org.postroom.kit.inbox.ClientTokenTable;
import org.postroom.kit.inbox.InboxTable;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.outbox.OutboxTable;

/** What has served its time goes, a bounded number of rows at once, and nothing else does. */
@QuarkusTest
class PruningTest extends RigTest {
  /** Two full steps and a part of a third. */
  private static final int OLD = 2_500;

  private static final Lane LANE = new Lane(Rig.CONTEXT.commandTopic(), 0);

  /** The application under test has lanes of its own here, whose owners prune when they like. */
  private static final int NOBODYS_PARTITION = 1_000_000;

  private static final String COMMANDS =
      """
      insert into inbox (organization_id, command_id, operation, partition, expires_at)
      select $1, $2 || i, 'Count', $3, now() + ($4 || ' days')::interval
      from generate_series(1, $5::integer) as i
      """;
  private static final String TOKENS =
      """
      insert into client_token (organization_id, account, operation, token, request_digest, reply,
          partition, expires_at)
      select $1, '123456789012', 'Count', $2 || i, 'k1:d', '', $3, now() + ($4 || ' days')::interval
      from generate_series(1, $5::integer) as i
      """;
  private static final String EVENTS =
      """
      insert into outbox (organization_id, lane_topic, lane_partition, number, topic, command_id,
          headers, value, finished, created_at)
      select $1, $2, $3, $4::bigint + i, $5, $6, '', '', $6::text is null,
          now() - ($7 || ' days')::interval
      from generate_series(1, $8::integer) as i
      """;

  private static final String LETTERS =
      """
      insert into dead_letter (organization_id, command_id, operation, topic, partition,
          record_offset, headers, payload, failure, created_at, closed_at)
      select $1, $2 || i, 'Count', 'none', $3, 0, 'personal', 'personal', '',
          now() - ($4 || ' days')::interval,
          case when $5 then now() - ($4 || ' days')::interval end
      from generate_series(1, $6::integer) as i
      """;

  private static final String RECORDS =
      """
      insert into audit_record (organization_id, lane_topic, lane_partition, position, writer,
          number, type, written_at, previous, hash, data)
      select $1, $2, $3, i, 'none', i, 'OUTCOME', now(), '', '', ''
      from generate_series(1, $4::integer) as i
      """;

  private long lastNumber;

  @BeforeEach
  void fillOutbox() {
    // The lane gets its row from an owner.
    rig.startReady(new Rig.Plan()).close();
    lastNumber =
        (Long)
            rig.rows(
                    "select outbox_next - 1 from lane where topic = $1 and partition = $2",
                    LANE.topic(),
                    LANE.partition())
                .get(0)[0];
    events(OLD, null, "8");
    events(1, null, "6");
    rig.update(
        "update lane set outbox_next = $3::bigint + 1, outbox_acknowledged = $3"
            + " where topic = $1 and partition = $2",
        LANE.topic(),
        LANE.partition(),
        lastNumber);
  }

  private void fillInboxAndTokens(int partition) {
    for (String table : List.of(COMMANDS, TOKENS)) {
      rig.update(table, organization, "old-", partition, "-1", OLD);
      rig.update(table, organization, "young-", partition, "1", 1);
    }
  }

  @AfterEach
  void clear() {
    for (String table : List.of("inbox", "client_token", "outbox", "audit_record", "dead_letter")) {
      rig.update("delete from " + table + " where organization_id = $1", organization);
    }
  }

  private void events(int count, String commandId, String days) {
    rig.update(
        EVENTS,
        organization,
        LANE.topic(),
        LANE.partition(),
        lastNumber,
        Rig.CONTEXT.eventTopic(),
        commandId,
        days,
        count);
    lastNumber += count;
  }

  @Test
  void anOwnerDropsAllOfItStepByStep() {
    fillInboxAndTokens(LANE.partition());
    rig.startReady(new Rig.Plan());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(left("inbox")).isEqualTo(1);
              assertThat(left("client_token")).isEqualTo(1);
              assertThat(left("outbox")).isEqualTo(1);
            });
  }

  @Test
  void aStepIsBounded() {
    fillInboxAndTokens(NOBODYS_PARTITION);
    Instant now = Instant.now();
    assertSteps("inbox", 1, sql -> InboxTable.prune(sql, NOBODYS_PARTITION, now));
    assertSteps("client_token", 1, sql -> ClientTokenTable.prune(sql, NOBODYS_PARTITION, now));
    OutboxTable outbox = new OutboxTable(Clock.systemUTC());
    events(1, "not-known-to-be-decided", "8");
    assertSteps("outbox", 2, sql -> outbox.prune(sql, LANE, lastNumber));
  }

  @Test
  void oldDeadLettersGoAndOpenOnesStayWithoutWhatTheirCallersSent() {
    Instant now = Instant.now();
    Instant before = now.minus(Duration.ofDays(30));
    rig.update(LETTERS, organization, "old-closed-", NOBODYS_PARTITION, "31", true, OLD);
    rig.update(LETTERS, organization, "closed-", NOBODYS_PARTITION, "29", true, 1);
    rig.update(LETTERS, organization, "old-", NOBODYS_PARTITION, "31", false, 2);
    rig.update(LETTERS, organization, "young-", NOBODYS_PARTITION, "29", false, 1);

    step(sql -> DeadLetterTable.prune(sql, NOBODYS_PARTITION, before, now));
    assertThat(left("dead_letter")).isEqualTo(OLD - 1_000 + 4);
    step(sql -> DeadLetterTable.prune(sql, NOBODYS_PARTITION, before, now));
    step(sql -> DeadLetterTable.prune(sql, NOBODYS_PARTITION, before, now));
    assertThat(step(sql -> DeadLetterTable.prune(sql, NOBODYS_PARTITION, before, now))).isZero();

    assertThat(
            rig
                .rows(
                    "select command_id, convert_from(payload, 'UTF8'),"
                        + " convert_from(headers, 'UTF8') from dead_letter"
                        + " where organization_id = $1 order by command_id",
                    organization)
                .stream()
                .map(List::of))
        .containsExactly(
            List.of("closed-1", "personal", "personal"),
            List.of("old-1", "", ""),
            List.of("old-2", "", ""),
            List.of("young-1", "personal", "personal"));
    DeadLetters letters = new DeadLetters(rig.database(), null);
    assertThatExceptionOfType(OperationRejected.class)
        .isThrownBy(() -> letters.replay("old-1").await().indefinitely())
        .withMessageContaining("not kept");
  }

  @Test
  void whatIsNotKnownToBePublishedStays() {
    OutboxTable outbox = new OutboxTable(Clock.systemUTC());
    step(sql -> outbox.prune(sql, LANE, lastNumber - OLD));
    assertThat(left("outbox")).isEqualTo(OLD);
  }

  @Test
  void rowsThatAClockWroteAheadOfItsTimeHoldNothingUp() {
    rig.update(
        "update outbox set created_at = now() + interval '90 days'"
            + " where organization_id = $1 and number = (select min(number) from outbox"
            + " where organization_id = $1)",
        organization);
    OutboxTable outbox = new OutboxTable(Clock.systemUTC());
    for (int i = 0; i < 3; i++) {
      step(sql -> outbox.prune(sql, LANE, lastNumber));
    }
    // The one from the future, and the young one.
    assertThat(left("outbox")).isEqualTo(2);
  }

  @Test
  void whereNothingIsOldOneRowIsLookedAt() {
    events(20_000, null, "1");
    List<String> plans = new ArrayList<>(planOf("outbox", OutboxTable.PRUNE, "created_at"));
    rig.update(RECORDS, organization, LANE.topic(), NOBODYS_PARTITION, 20_000);
    plans.addAll(planOf("audit_record", AuditTable.PRUNE, "written_at"));

    assertThat(plans)
        .anyMatch(line -> line.contains("uq_outbox_order"))
        .anyMatch(line -> line.contains("uq_audit_record_order"))
        .noneMatch(line -> line.contains("Seq Scan"))
        .noneMatch(line -> line.contains("Sort"));
    assertThat(plans).filteredOn(line -> line.contains("One-Time Filter")).hasSize(2);
  }

  /** How the statement would be run, were all rows of the table young. */
  private List<String> planOf(String table, String statement, String time) {
    return rig.database()
        .await(
            rig.database()
                .read(
                    session -> {
                      Sql sql = Sql.of(session);
                      return sql.update("begin")
                          .chain(() -> sql.update("update " + table + " set " + time + " = now()"))
                          .chain(() -> sql.update("analyze " + table))
                          .chain(
                              () ->
                                  sql.rows(
                                      "explain " + statement,
                                      LANE.topic(),
                                      LANE.partition(),
                                      Long.MAX_VALUE,
                                      OffsetDateTime.now(ZoneOffset.UTC),
                                      1_000))
                          .map(rows -> rows.stream().map(row -> (String) row[0]).toList())
                          .call(() -> sql.update("rollback"));
                    }));
  }

  private void assertSteps(String table, int kept, Function<Sql, Uni<Integer>> prune) {
    assertThat(step(prune)).isEqualTo(1_000);
    assertThat(left(table)).isEqualTo(OLD - 1_000 + kept);
    step(prune);
    assertThat(step(prune)).isEqualTo(OLD - 2_000);
    assertThat(left(table)).isEqualTo(kept);
    assertThat(step(prune)).isZero();
  }

  private int step(Function<Sql, Uni<Integer>> prune) {
    return rig.database()
        .await(rig.database().transaction(session -> prune.apply(Sql.of(session))));
  }

  private long left(String table) {
    return (Long)
        rig.rows("select count(*) from " + table + " where organization_id = $1", organization)
            .get(0)[0];
  }
}
