package org.postroom.maildomain.dkim.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.postroom.contract.json.Json;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.mailserver.MailServerCalls;
import org.postroom.kit.mailserver.MailServerCredentials;
import org.postroom.kit.query.InternalAnswers;
import org.postroom.maildomain.dkim.application.SigningKeys;
import org.postroom.maildomain.dkim.application.SigningKeys.OpenKey;

/**
 * {@code GET /mail/dkim/<domain>}: the key that signs mail from a domain now. Every key that is
 * handed out leaves a line in the log and an audit record that say to whom.
 */
@Singleton
class SigningKeyEndpoint {
  private static final Logger LOG = Logger.getLogger(SigningKeyEndpoint.class);
  private static final String CALL = "dkim";
  private static final int NOT_FOUND = 404;

  private final SigningKeys keys;
  private final MailServerCredentials mailServers;
  private final AuditedAnswers audit;
  private final MeterRegistry metrics;

  SigningKeyEndpoint(
      SigningKeys keys,
      MailServerCredentials mailServers,
      AuditedAnswers audit,
      MeterRegistry metrics) {
    this.audit = audit;
    this.keys = keys;
    this.mailServers = mailServers;
    this.metrics = metrics;
  }

  void register(@Observes Router router) {
    router.get("/mail/dkim/:domain").handler(this::serve);
  }

  private void serve(RoutingContext http) {
    http.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    Context own = Vertx.currentContext();
    keys.of(http.pathParam("domain"))
        .emitOn(task -> own.runOnContext(ignored -> task.run()))
        .subscribe()
        .with(
            found -> answer(http, found),
            failure -> {
              count("failed");
              MailServerCalls.failed(http, CALL, failure);
            });
  }

  private void answer(RoutingContext http, Optional<OpenKey> found) {
    if (found.isEmpty()) {
      count("none");
      http.response().setStatusCode(NOT_FOUND).end("The domain has no key, or is not verified.");
      return;
    }
    OpenKey key = found.get();
    // Counted and logged first: a key that leaves must have left its trace.
    count("given");
    LOG.infof(
        "A mail server is given a signing key; mailServer=%s organizationId=%s domain=%s"
            + " selector=%s",
        mailServers.nameOf(http.request().getHeader(HttpHeaders.AUTHORIZATION)).orElse(""),
        key.organizationId(),
        key.domain(),
        key.selector());
    audit.write(
        http,
        audit
            .ofMailServer(http, "GetDkimSigningKey")
            .account(key.account())
            .parameter("organizationId", key.organizationId())
            .parameter("domainName", key.domain().toString())
            .additional("selector", key.selector()),
        () -> InternalAnswers.json(http, Json.write(SigningKeyAnswer.of(key))));
  }

  private void count(String outcome) {
    metrics.counter("postroom.dkim.keys", "outcome", outcome).increment();
  }
}
