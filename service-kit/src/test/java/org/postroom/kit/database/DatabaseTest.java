package org.postroom.kit.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.toy.CounterRow;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
class DatabaseTest {
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
