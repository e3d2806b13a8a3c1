package org.postroom.export.job.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.export.job.application.RunningJobs;
import org.postroom.kit.database.Database;
import org.postroom.kit.query.InternalAnswers;

/** {@code GET /internal/exports/running}: the jobs that run now, for {@code ./postroom exports}. */
@Singleton
class RunningJobsEndpoint {
  private static final Logger LOG = Logger.getLogger(RunningJobsEndpoint.class);

  /** More than a person looks at. */
  private static final int LIMIT = 1_000;

  private final Database database;
  private final RunningJobs jobs;

  RunningJobsEndpoint(Database database, RunningJobs jobs) {
    this.database = database;
    this.jobs = jobs;
  }

  void register(@Observes Router router) {
    router.get("/internal/exports/running").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    Context own = Vertx.currentContext();
    database
        .read(session -> jobs.oldest(session, LIMIT))
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            found ->
                http.response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(Json.write(new Answer(found)))),
            failure -> {
              LOG.warnf("The running jobs could not be read; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private record Answer(List<RunningJobs.RunningJob> jobs) {}
}
