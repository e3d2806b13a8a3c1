package org.postroom.kit.outbox;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code POST /internal/events/republish}, for a broker that has lost its disk: every lane
 * publishes its outbox again from the oldest kept row on. The lanes of this process begin at once,
 * others at their next housekeeping; subscribers drop what they have seen.
 */
@Singleton
class RepublishEndpoint {
  private static final Logger LOG = Logger.getLogger(RepublishEndpoint.class);
  private static final String ALL = "update lane set republish = true";
  private static final byte[] DONE = {'{', '}'};

  private final Database database;
  private final CommandPath path;
  private final AuditedAnswers audit;

  RepublishEndpoint(Database database, CommandPath path, AuditedAnswers audit) {
    this.database = database;
    this.path = path;
    this.audit = audit;
  }

  void register(@Observes Router router) {
    router.post("/internal/events/republish").handler(this::republish);
  }

  private void republish(RoutingContext http) {
    database
        .transaction(session -> Sql.of(session).update(ALL))
        .subscribe()
        .with(
            lanes -> {
              LOG.infof("All kept events are published again; lanes=%d", lanes);
              path.askHousekeeping();
              audit.write(
                  http,
                  audit.ofOperator(http, "RepublishEvents"),
                  () -> InternalAnswers.json(http, DONE));
            },
            failure -> {
              LOG.warnf("Events could not be published again; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }
}
