package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.kit.testing.PostroomTestResource;

/** What those may rely on who share a statement. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class SharedReadTest {
  private static final int CALLERS = 1_000;
  private static final int WRITERS = 8;
  private static final int WRITES = 50;

  /** Divides, so that a question can make the statement fail; tells when it was begun. */
  private static final String DIVIDE =
      """
      select q.n, q.dividend / q.divisor, statement_timestamp()::text
      from unnest($1::int[], $2::int[]) with ordinality q (dividend, divisor, n)
      where q.dividend >= 0
      """;

  private static final String AMOUNT =
      """
      select q.n, c.amount from unnest($1::text[]) with ordinality q (organization_id, n)
      join counter c on c.organization_id = q.organization_id
      """;

  @Inject Database database;
  @Inject DatabaseMigration migration;
  @Inject Vertx vertx;
  @Inject Mutiny.SessionFactory sessions;

  private final AtomicInteger readings = new AtomicInteger();
  private SharedRead<List<Object[]>> divide;

  @BeforeEach
  void schemaIsThere() throws Exception {
    migration.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
    divide =
        new SharedRead<>(
            database,
            DIVIDE,
            rows -> {
              readings.incrementAndGet();
              return rows;
            });
  }

  @Test
  void everybodyGetsHisOwnAnswerFromFewStatements() {
    List<CompletableFuture<List<Object[]>>> asked =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> divide.of(i * 3, 3).subscribeAsCompletionStage())
            .toList();

    for (int i = 0; i < CALLERS; i++) {
      assertThat(get(asked.get(i))).singleElement().satisfies(row -> assertThat(row).hasSize(2));
      assertThat(get(asked.get(i)).get(0)[0]).isEqualTo(i);
    }
    assertThat(asked.stream().map(one -> get(one).get(0)[1]).distinct().count())
        .as("statements: as many as fit together, and those that found nobody else waiting")
        .isLessThan(CALLERS / 4);
  }

  @Test
  void equalQuestionsAreOne() {
    List<CompletableFuture<List<Object[]>>> asked =
        IntStream.range(0, CALLERS)
            .mapToObj(i -> divide.of(6, 3).subscribeAsCompletionStage())
            .toList();
    assertThat(asked).allSatisfy(one -> assertThat(get(one).get(0)[0]).isEqualTo(2));
    assertThat(readings.get()).isLessThan(CALLERS / 4);
  }

  @Test
  void aQuestionWithoutAnAnswerIsReadAsNone() {
    assertThat(ask(-1, 1)).isEmpty();
  }

  @Test
  void aQuestionThatCannotBeAnsweredFailsAlone() {
    List<CompletableFuture<List<Object[]>>> asked =
        IntStream.range(0, 50)
            .mapToObj(i -> divide.of(i, i == 20 ? 0 : 1).subscribeAsCompletionStage())
            .toList();
    for (int i = 0; i < asked.size(); i++) {
      CompletableFuture<List<Object[]>> one = asked.get(i);
      if (i == 20) {
        assertThatThrownBy(() -> get(one)).hasMessageContaining("division by zero");
      } else {
        assertThat(get(one).get(0)[0]).isEqualTo(i);
      }
    }
  }

  @Test
  void whoeverHasWrittenSeesIt() throws Exception {
    SharedRead<Long> amount =
        new SharedRead<>(database, AMOUNT, rows -> ((Number) rows.get(0)[0]).longValue());
    List<CompletableFuture<Void>> writing =
        IntStream.range(0, WRITERS)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> write(amount), task -> new Thread(task).start()))
            .toList();
    for (CompletableFuture<Void> one : writing) {
      one.get(120, TimeUnit.SECONDS);
    }
  }

  private void write(SharedRead<Long> amount) {
    String organization = "m-shared-" + UUID.randomUUID();
    for (long i = 1; i <= WRITES; i++) {
      long written = i;
      database.await(
          database.transaction(
              session ->
                  Sql.of(session)
                      .update(
                          "insert into counter (organization_id, amount) values ($1, $2)"
                              + " on conflict (organization_id) do update set amount = $2",
                          organization,
                          written)));
      assertThat(database.await(amount.of(organization))).isEqualTo(written);
    }
  }

  @Test
  void theAnswerComesOnTheContextOfWhoeverAsked() throws Exception {
    CompletableFuture<Context> answeredOn = new CompletableFuture<>();
    Context own = vertx.getOrCreateContext();
    own.runOnContext(
        ignored ->
            divide
                .of(1, 1)
                .subscribe()
                .with(
                    rows -> answeredOn.complete(Vertx.currentContext()),
                    answeredOn::completeExceptionally));
    assertThat(answeredOn.get(60, TimeUnit.SECONDS)).isSameAs(own);
  }

  @Test
  void aStatementThatNeverEndsKeepsNobodyForEver() {
    Database hasty = new Database(vertx, () -> sessions, Duration.ofMillis(200));
    SharedRead<List<Object[]>> slow =
        new SharedRead<>(
            hasty,
            "select q.n, pg_sleep(q.seconds) from unnest($1::int[]) with ordinality q (seconds, n)",
            rows -> rows);
    List<CompletableFuture<List<Object[]>>> asked =
        IntStream.range(2, 6).mapToObj(i -> slow.of(i).subscribeAsCompletionStage()).toList();
    assertThat(asked)
        .allSatisfy(
            one ->
                assertThatThrownBy(() -> get(one))
                    .satisfies(failure -> assertThat(Infrastructure.isToBlame(failure)).isTrue()));
    assertThat(get(slow.of(0).subscribeAsCompletionStage())).isNotEmpty();
  }

  private List<Object[]> ask(Object... question) {
    return get(divide.of(question).subscribeAsCompletionStage());
  }

  private static <T> T get(CompletableFuture<T> one) {
    return Uni.createFrom().completionStage(one).await().atMost(Duration.ofSeconds(60));
  }
}
