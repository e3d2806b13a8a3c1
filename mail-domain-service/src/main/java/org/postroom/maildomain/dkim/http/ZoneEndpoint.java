package org.postroom.maildomain.dkim.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.maildomain.dkim.application.ZonePages;

/**
 * {@code GET /internal/dkim/zone}: the next lines of the operator's zone, in the form of a zone
 * file. While there are more, the header {@code postroom-next} holds what the next call says as
 * {@code after}.
 */
@Singleton
class ZoneEndpoint {
  private static final Logger LOG = Logger.getLogger(ZoneEndpoint.class);
  private static final String NEXT = "postroom-next";
  private static final int CONFLICT = 409;

  private final ZonePages pages;

  ZoneEndpoint(ZonePages pages) {
    this.pages = pages;
  }

  void register(@Observes Router router) {
    router.get("/internal/dkim/zone").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    if (!pages.exist()) {
      http.response()
          .setStatusCode(CONFLICT)
          .end("There is no zone: postroom.mail-domain.dkim.zone is not set.");
      return;
    }
    Context own = Vertx.currentContext();
    pages
        .after(http.request().getParam("after"))
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

  private static void answer(RoutingContext http, ZonePages.Page page) {
    if (page.next() != null) {
      http.response().putHeader(NEXT, page.next());
    }
    http.response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .end(page.lines());
  }
}
