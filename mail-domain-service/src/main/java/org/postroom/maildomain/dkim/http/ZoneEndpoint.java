package org.postroom.maildomain.dkim.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.database.Database;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.maildomain.dkim.application.KeyRings;
import org.postroom.maildomain.dkim.application.KeyRings.Place;
import org.postroom.maildomain.dkim.model.KeyRecords;
import org.postroom.maildomain.dkim.model.RotationRules;
import org.postroom.maildomain.dkim.model.ZoneFile;

/**
 * {@code GET /internal/dkim/zone}: the next lines of the operator's zone, in the form of a zone
 * file. While there are more, the header {@code postroom-next} holds what the next call says as
 * {@code after}.
 */
@Singleton
class ZoneEndpoint {
  private static final Logger LOG = Logger.getLogger(ZoneEndpoint.class);
  private static final String NEXT = "postroom-next";
  private static final int DOMAINS_A_PAGE = 200;
  private static final int CONFLICT = 409;

  private final Database database;
  private final KeyRings rings;
  private final RotationRules rules;

  ZoneEndpoint(Database database, KeyRings rings, RotationRules rules) {
    this.database = database;
    this.rings = rings;
    this.rules = rules;
  }

  void register(@Observes Router router) {
    router.get("/internal/dkim/zone").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    if (!rules.hasZone()) {
      http.response()
          .setStatusCode(CONFLICT)
          .end("There is no zone: postroom.mail-domain.dkim.zone is not set.");
      return;
    }
    Place after = place(http.request().getParam("after"));
    Context own = Vertx.currentContext();
    database
        .read(session -> rings.after(session, after, DOMAINS_A_PAGE))
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            page -> answer(http, page),
            failure -> {
              LOG.warnf("The DKIM zone could not be read; cause=%s", failure);
              InternalAnswers.error(
                  http, ErrorCode.SERVICE_UNAVAILABLE, "The service is temporarily unavailable.");
            });
  }

  private void answer(RoutingContext http, List<Place> page) {
    if (page.size() == DOMAINS_A_PAGE) {
      Place last = page.get(page.size() - 1);
      http.response().putHeader(NEXT, last.organizationId() + "/" + last.registrationId());
    }
    StringBuilder lines = new StringBuilder();
    for (Place place : page) {
      KeyRecords.ofZone(place.ring(), rules.zone())
          .forEach(record -> lines.append(ZoneFile.line(record)));
    }
    http.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .end(lines.toString());
  }

  private static Place place(String after) {
    int slash = after == null ? -1 : after.indexOf('/');
    return slash < 0
        ? Place.FIRST
        : new Place(after.substring(0, slash), after.substring(slash + 1), null);
  }
}
