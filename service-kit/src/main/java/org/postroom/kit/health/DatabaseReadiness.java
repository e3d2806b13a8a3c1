package org.postroom.kit.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;

/** Ready when PostgreSQL answers, the schema is up to date and the way there is warm. */
@Readiness
@Singleton
class DatabaseReadiness implements AsyncHealthCheck {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private final WarmUp warmUp;

  DatabaseReadiness(Database database, WarmUp warmUp) {
    this.database = database;
    this.warmUp = warmUp;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    if (!warmUp.isDone()) {
      return Uni.createFrom().item(answer(false, "not warmed up"));
    }
    return database
        .read(session -> Sql.of(session).rows("select 1"))
        .map(rows -> answer(true, null))
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(() -> answer(false, "no answer"))
        .onFailure()
        .recoverWithItem(failure -> answer(false, "away"));
  }

  private static HealthCheckResponse answer(boolean isUp, String reason) {
    var response = HealthCheckResponse.named("database").status(isUp);
    return (reason == null ? response : response.withData("reason", reason)).build();
  }
}
