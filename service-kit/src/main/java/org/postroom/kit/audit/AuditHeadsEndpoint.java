package org.postroom.kit.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.audit.ChainHead;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.kit.ServiceDefinition;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code GET /internal/audit/heads}: where the chains of the service's lanes end, as committed. A
 * topic whose end was cut off cannot show it by itself.
 */
@Singleton
class AuditHeadsEndpoint {
  private static final Logger LOG = Logger.getLogger(AuditHeadsEndpoint.class);
  private static final String HEADS =
      """
      select audit_writer, audit_number, audit_hash from lane
      where topic = $1 and audit_writer is not null order by partition
      """;

  private final Database database;
  private final ServiceDefinition service;

  AuditHeadsEndpoint(Database database, ServiceDefinition service) {
    this.database = database;
    this.service = service;
  }

  void register(@Observes Router router) {
    router.get("/internal/audit/heads").handler(this::heads);
  }

  private void heads(RoutingContext http) {
    database
        .read(session -> Sql.of(session).rows(HEADS, service.context().commandTopic()))
        .subscribe()
        .with(
            rows -> InternalAnswers.json(http, Json.write(answer(rows))),
            failure -> {
              LOG.warnf("The ends of the audit chains could not be read; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private static Heads answer(List<Object[]> rows) {
    return new Heads(
        rows.stream()
            .map(row -> new ChainHead((String) row[0], (Long) row[1], AuditTable.hash(row[2])))
            .toList());
  }

  /** The answer as JSON. */
  record Heads(@JsonProperty("heads") List<ChainHead> heads) {}
}
