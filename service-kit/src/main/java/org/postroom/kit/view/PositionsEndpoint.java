package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code POST /internal/positions}: how far this context has committed for some organizations, so
 * that a context that follows its events knows what its view must hold before it refuses something.
 */
@Singleton
class PositionsEndpoint {
  private static final Logger LOG = Logger.getLogger(PositionsEndpoint.class);

  /** Most organizations in one question. */
  static final int MAX_ORGANIZATIONS = 1000;

  private static final String EPOCH = "select epoch from service_epoch";
  private static final String SEQUENCES =
      "select organization_id, epoch, sequence from event_sequence where organization_id = any($1)";

  private final Database database;

  PositionsEndpoint(Database database) {
    this.database = database;
  }

  void register(@Observes Router router) {
    router.post("/internal/positions").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    InternalAnswers.body(http, body -> answer(http, body));
  }

  private void answer(RoutingContext http, Buffer body) {
    Positions.Request request;
    try {
      request = Json.read(body.getBytes(), Positions.Request.class);
    } catch (UncheckedIOException e) {
      request = new Positions.Request(null);
    }
    List<String> organizationIds = request.organizationIds();
    if (organizationIds == null || organizationIds.size() > MAX_ORGANIZATIONS) {
      InternalAnswers.error(http, ErrorCode.SERIALIZATION, "Name at most 1000 organizations.");
      return;
    }
    committed(organizationIds)
        .subscribe()
        .with(
            positions -> InternalAnswers.json(http, Json.write(positions)),
            failure -> {
              LOG.warnf("Positions could not be read, PostgreSQL is away: cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private Uni<Positions> committed(List<String> organizationIds) {
    return database.read(
        session -> {
          Sql sql = Sql.of(session);
          Uni<List<Object[]>> epoch = sql.rows(EPOCH);
          Uni<List<Object[]>> sequences =
              sql.rows(SEQUENCES, (Object) organizationIds.toArray(String[]::new));
          return Uni.combine()
              .all()
              .unis(epoch, sequences)
              .with((epochs, rows) -> positions((Long) epochs.get(0)[0], organizationIds, rows));
        });
  }

  private static Positions positions(
      long epoch, List<String> organizationIds, List<Object[]> rows) {
    Map<String, Long> sequences = new HashMap<>();
    organizationIds.forEach(organizationId -> sequences.put(organizationId, 0L));
    for (Object[] row : rows) {
      // Until an organization's snapshot of a new epoch is out, a follower must wait for it.
      sequences.put((String) row[0], (Long) row[1] < epoch ? 1L : (Long) row[2]);
    }
    return new Positions(epoch, sequences);
  }
}
