package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.CounterRow;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class DatabaseTest {
  private static final int MORE_THAN_CONNECTIONS = 40;

  @Inject Database database;
  @Inject DatabaseMigration migration;

  @BeforeEach
  void schemaIsThere() throws Exception {
    migration.done().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void entitiesAndPlainSqlShareOneTransaction() {
    CounterRow row = new CounterRow();
    row.organizationId = "m-database-1";
    row.amount = 7;
    database.await(
        database.transaction(
            session ->
                session
                    .persist(row)
                    .chain(session::flush)
                    .chain(
                        () ->
                            Sql.of(session)
                                .update(
                                    "update counter set amount = amount + 1"
                                        + " where organization_id = any($1::text[])",
                                    (Object) new String[] {"m-database-1"}))));
    assertThat(amount("m-database-1")).isEqualTo(8);
  }

  @Test
  void aFailureLeavesNothing() {
    CounterRow row = new CounterRow();
    row.organizationId = "m-database-2";
    assertThatThrownBy(
            () ->
                database.await(
                    database.transaction(
                        session ->
                            session
                                .persist(row)
                                .chain(session::flush)
                                .chain(() -> Sql.of(session).rows("select 1/0")))))
        .satisfies(failure -> assertThat(Infrastructure.isToBlame(failure)).isFalse());
    assertThat(amount("m-database-2")).isNull();
  }

  @Test
  void aFailureAfterTheCommitIsAnUnknownOutcome() {
    CommitPoint lost =
        new CommitPoint() {
          @Override
          public void afterCommit() {
            throw new CommitUnknown(null);
          }
        };
    CounterRow row = new CounterRow();
    row.organizationId = "m-database-3";
    assertThatThrownBy(
            () -> database.await(database.transaction(session -> session.persist(row), lost)))
        .isInstanceOf(CommitUnknown.class)
        .satisfies(failure -> assertThat(Infrastructure.isToBlame(failure)).isTrue());
    assertThat(amount("m-database-3")).isZero();
  }

  @Test
  void readersThatFailAtOnceGiveTheirConnectionsBack() {
    for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
      assertThatThrownBy(
              () ->
                  database.await(
                      database.<Void>read(
                          session -> {
                            throw new IllegalArgumentException("not even asked");
                          })))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(amount("m-nobody")).isNull();
  }

  @Test
  void theLackOfConnectionsIsNoFailureOfACommand() {
    assertThat(Infrastructure.isToBlame(new NoStackTraceThrowable("Timeout"))).isTrue();
    assertThat(Infrastructure.isToBlame(new NoStackTraceThrowable("another"))).isFalse();
  }

  @Test
  void aReaderThatWaitsForSomethingElseMayGiveItsConnectionBack() throws Exception {
    CountDownLatch waiting = new CountDownLatch(MORE_THAN_CONNECTIONS);
    CompletableFuture<Long> elsewhere = new CompletableFuture<>();
    List<CompletableFuture<Long>> readers = new ArrayList<>();
    for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
      readers.add(
          database
              .read(
                  session ->
                      session
                          .find(CounterRow.class, "m-nobody")
                          .call(session::close)
                          .invoke(waiting::countDown)
                          .chain(() -> Uni.createFrom().completionStage(elsewhere)))
              .subscribeAsCompletionStage());
    }
    assertThat(waiting.await(60, TimeUnit.SECONDS)).isTrue();
    elsewhere.complete(7L);
    for (CompletableFuture<Long> reader : readers) {
      assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(7);
    }
  }

  @Test
  void anIdleTransactionIsEndedByTheDatabase() {
    List<Object[]> setting =
        database.await(
            database.read(
                session -> Sql.of(session).rows("show idle_in_transaction_session_timeout")));
    assertThat(setting.get(0)[0]).isEqualTo("5s");
  }

  private Long amount(String organizationId) {
    CounterRow row =
        database.await(database.read(session -> session.find(CounterRow.class, organizationId)));
    return row == null ? null : row.amount;
  }
}
