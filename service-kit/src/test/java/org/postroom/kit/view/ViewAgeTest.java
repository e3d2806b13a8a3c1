package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.kit.toy.Patience.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.lane.Lane;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.DirectoryScript;
import org.postroom.kit.toy.ScriptedOwner;

/** How old a view is, as far as those who answer from it can know. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(ScriptedOwner.class)
class ViewAgeTest {
  /** No followed topic has this name, so nobody but the test moves its lane. */
  private final String topic = "watched-" + UUID.randomUUID();

  private final Lane lane = new Lane(topic, 0);
  private final Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).plusSeconds(86_400);

  @Inject Database database;
  @Inject ViewPath path;
  @Inject ViewAges ages;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private Instant now = first;
  private long end;
  private boolean brokerAway;
  private ViewWatch watch;

  @BeforeEach
  void watch() {
    await().until(path::isPositioned);
    write("insert into lane (topic, partition, position) values ($1, 0, 10)", topic);
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
          }
        };
    watch =
        new ViewWatch(
            Map.of(topic, BoundedContext.EXPORT),
            topics -> {
              if (brokerAway) {
                throw new IllegalStateException("the broker is away");
              }
              return Map.of(lane, end);
            },
            database,
            clock);
    write("delete from view_freshness where source = 'export'");
  }

  @Test
  void aViewThatStandsAtTheEndIsUpToDate() {
    end = 10;
    watch.turn();
    assertThat(upTo()).isEqualTo(first);

    now = first.plusSeconds(5);
    watch.turn();
    assertThat(upTo()).isEqualTo(first.plusSeconds(5));
  }

  @Test
  void aViewThatIsBehindGrowsOldUntilItGetsThere() {
    end = 12;
    watch.turn();
    assertThat(upTo()).isNull();

    now = first.plusSeconds(5);
    end = 20;
    moveTo(12);
    watch.turn();
    assertThat(upTo()).as("what had been published when it was first asked").isEqualTo(first);

    now = first.plusSeconds(10);
    end = 30;
    moveTo(20);
    watch.turn();
    assertThat(upTo()).as("though the topic has grown again").isEqualTo(first.plusSeconds(5));
  }

  @Test
  void withTheBrokerAwayItGrowsOld() {
    end = 10;
    watch.turn();
    brokerAway = true;
    now = first.plusSeconds(60);
    assertThatThrownBy(watch::turn).hasMessage("the broker is away");
    assertThat(upTo()).isEqualTo(first);

    brokerAway = false;
    watch.turn();
    assertThat(upTo()).isEqualTo(now);
  }

  @Test
  void anotherReplicasLateAnswerMakesNothingOlder() {
    end = 10;
    watch.turn();
    now = first.minusSeconds(60);
    watch.turn();
    assertThat(upTo()).isEqualTo(first);
  }

  @Test
  void everyReplicaWritesPartitionsInTheSameOrder() {
    List<Integer> partitions = IntStream.range(0, 24).boxed().toList();
    Map<Lane, Long> ends =
        partitions.stream().collect(Collectors.toMap(it -> new Lane(topic, it), it -> 10L));
    write(
        "insert into lane (topic, partition, position) select $1, p, 10"
            + " from generate_series(1, 23) p",
        topic);
    new ViewWatch(Map.of(topic, BoundedContext.EXPORT), topics -> ends, database, Clock.systemUTC())
        .turn();
    String written = "select partition from view_freshness where source = 'export' order by ctid";
    List<Object[]> rows = database.await(database.read(session -> Sql.of(session).rows(written)));
    assertThat(rows.stream().map(row -> (Integer) row[0]).toList()).isEqualTo(partitions);
  }

  @Test
  void aRunningServiceFindsOutByItself() {
    Instant before = Instant.now();
    String organization = "m-" + UUID.randomUUID().toString().replace("-", "");
    try (DirectoryScript directory = new DirectoryScript(servers)) {
      directory.active(organization);
      await()
          .until(
              () -> {
                ViewAge age = age(organization);
                return age.upTo() != null && age.upTo().isAfter(before) && !age.isIncomplete();
              });
      directory.user(organization, 1, 4, "too-early");
      await().until(() -> age(organization).isIncomplete());
    }
  }

  @Test
  void anAgeIsNeverNegativeAndForEverWhenUnknown() {
    assertThat(new ViewAge(first, false).at(first.plusSeconds(3))).isEqualTo(Duration.ofSeconds(3));
    assertThat(new ViewAge(first, false).at(first.minusSeconds(3))).isZero();
    assertThat(new ViewAge(null, false).at(first)).isGreaterThan(Duration.ofDays(10_000));
  }

  private ViewAge age(String organization) {
    return database.await(ages.of(BoundedContext.DIRECTORY, organization));
  }

  private Instant upTo() {
    return database
        .await(
            database.read(
                session ->
                    Sql.of(session)
                        .rows(
                            "select up_to from view_freshness"
                                + " where source = 'export' and partition = 0")))
        .stream()
        .map(row -> ((java.time.OffsetDateTime) row[0]).toInstant())
        .findFirst()
        .orElse(null);
  }

  private void moveTo(long position) {
    write("update lane set position = $2 where topic = $1", topic, position);
  }

  private void write(String sql, Object... parameters) {
    database.await(database.transaction(session -> Sql.of(session).update(sql, parameters)));
  }
}
