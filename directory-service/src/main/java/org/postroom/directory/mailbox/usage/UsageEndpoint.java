package org.postroom.directory.mailbox.usage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.concurrent.RejectedExecutionException;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code POST /mail/usage}: a mail server reports how large mailboxes are. Answered 202 when the
 * reports are on their way and cannot get lost any more.
 */
@Singleton
class UsageEndpoint {
  private static final int MAX_BODY = 256 * 1024;
  private static final int ACCEPTED = 202;
  private static final String CALL = "usage";

  private final UsageTopic topic;

  UsageEndpoint(UsageTopic topic) {
    this.topic = topic;
  }

  void register(@Observes Router router) {
    router.post("/mail/usage").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    MailServerCalls.read(http, MAX_BODY, UsageReport.class, report -> take(http, report));
  }

  private void take(RoutingContext http, UsageReport report) {
    if (!report.isComplete()) {
      InternalAnswers.error(
          http,
          ErrorCode.SERIALIZATION,
          "Reports must hold at most 1000 times OrganizationId, EntityId and SizeBytes.");
      return;
    }
    Context own = Vertx.currentContext();
    topic
        .send(report.byOrganization())
        .onItemOrFailure()
        .call((sent, failure) -> back(own))
        .subscribe()
        .with(
            sent -> http.response().setStatusCode(ACCEPTED).end(),
            failure -> {
              if (failure instanceof RejectedExecutionException) {
                MailServerCalls.unavailable(http);
              } else {
                MailServerCalls.failed(http, CALL, failure);
              }
            });
  }

  private static Uni<Void> back(Context own) {
    return Uni.createFrom().voidItem().emitOn(task -> own.runOnContext(ignored -> task.run()));
  }
}
