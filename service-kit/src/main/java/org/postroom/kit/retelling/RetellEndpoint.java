package org.postroom.kit.retelling;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.database.Database;
import org.postroom.kit.database.Sql;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code POST /internal/events/retell}, for a subscriber that begins now or has lost events: the
 * organizations that are named, or all, are told anew as soon as their turn comes, instead of when
 * it is time. The answer says that this is noted.
 */
@Singleton
class RetellEndpoint {
  private static final Logger LOG = Logger.getLogger(RetellEndpoint.class);
  private static final int MAX_ORGANIZATIONS = 1_000;
  private static final byte[] DONE = {'{', '}'};

  private final Database database;
  private final AuditedAnswers audit;

  RetellEndpoint(Database database, AuditedAnswers audit) {
    this.database = database;
    this.audit = audit;
  }

  void register(@Observes Router router) {
    router
        .post("/internal/events/retell")
        .handler(http -> InternalAnswers.body(http, body -> retell(http, body)));
  }

  private void retell(RoutingContext http, Buffer body) {
    List<String> named;
    try {
      named =
          body.length() == 0 ? null : Json.read(body.getBytes(), Request.class).organizationIds();
    } catch (UncheckedIOException e) {
      InternalAnswers.error(http, ErrorCode.SERIALIZATION, "The body is no list of ids.");
      return;
    }
    if (named != null && named.size() > MAX_ORGANIZATIONS) {
      InternalAnswers.error(http, ErrorCode.SERIALIZATION, "Name at most 1000 organizations.");
      return;
    }
    (named == null ? all("") : some(named))
        .subscribe()
        .with(
            ignored -> {
              String number = named == null ? "all" : Integer.toString(named.size());
              LOG.infof("Organizations are told anew; number=%s", number);
              audit.write(
                  http,
                  audit
                      .ofOperator(http, "RetellEvents")
                      .parameter("organizationIds", named == null ? null : String.join(",", named))
                      .additional("organizations", number),
                  () -> InternalAnswers.json(http, DONE));
            },
            failure -> {
              LOG.warnf("A retelling could not be asked for; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private Uni<Void> some(List<String> organizationIds) {
    return database.transaction(
        session -> RetellingTable.request(Sql.of(session), organizationIds));
  }

  /** In steps, as each locks what the commands of the organizations write. */
  private Uni<Void> all(String after) {
    return database
        .transaction(
            session ->
                RetellingTable.requestSome(Sql.of(session), after)
                    // A transaction's value must not be null.
                    .map(last -> last == null ? "" : last))
        .chain(last -> last.isEmpty() ? Uni.createFrom().voidItem() : all(last));
  }

  /** The organizations; null for all. */
  record Request(List<String> organizationIds) {}
}
