package org.postroom.kit.sealing;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.audit.AuditedAnswers;
import org.postroom.kit.query.InternalAnswers;

/**
 * {@code GET /internal/keys}: which sealing keys this process knows, and which of them what is at
 * rest was sealed with. {@code POST /internal/keys/reseal}: seals what is at rest with the current
 * key, a bounded step at a time; asked again until it answers {@code "Done":true}.
 */
@Singleton
class KeysEndpoint {
  private static final Logger LOG = Logger.getLogger(KeysEndpoint.class);

  private final Resealing resealing;
  private final SecretSealer sealer;
  private final AuditedAnswers audit;

  KeysEndpoint(Resealing resealing, SecretSealer sealer, AuditedAnswers audit) {
    this.resealing = resealing;
    this.sealer = sealer;
    this.audit = audit;
  }

  void register(@Observes Router router) {
    router.get("/internal/keys").handler(this::tell);
    router.post("/internal/keys/reseal").handler(this::reseal);
  }

  private void tell(RoutingContext http) {
    SealingKeys keys = sealer.keys();
    answer(
        http,
        Uni.combine()
            .all()
            .unis(resealing.atRest(), resealing.clientTokens())
            .asTuple()
            .map(
                found ->
                    new Facts(
                        keys.currentId(),
                        keys.ids().stream().sorted().toList(),
                        found.getItem1(),
                        found.getItem2())),
        facts -> InternalAnswers.json(http, Json.write(facts)));
  }

  private void reseal(RoutingContext http) {
    answer(http, resealing.step(), step -> resealed(http, step));
  }

  private void resealed(RoutingContext http, Resealing.Step step) {
    String key = sealer.keys().currentId();
    LOG.infof(
        "Secrets at rest were sealed again: key=%s resealed=%d unreadable=%d done=%b",
        key, step.resealed(), step.unreadable(), step.done());
    audit.write(
        http,
        audit
            .ofOperator(http, "ResealSecrets")
            .parameter("keyId", key)
            .additional("resealed", step.resealed())
            .additional("unreadable", step.unreadable()),
        () -> InternalAnswers.json(http, Json.write(step)));
  }

  private static <T> void answer(RoutingContext http, Uni<T> result, Consumer<T> answer) {
    result
        .subscribe()
        .with(
            found -> http.vertx().runOnContext(ignored -> answer.accept(found)),
            failure -> {
              LOG.warnf("Sealed secrets could not be reached; cause=%s", failure);
              http.vertx()
                  .runOnContext(
                      ignored ->
                          InternalAnswers.error(
                              http,
                              ErrorCode.SERVICE_UNAVAILABLE,
                              "The service is temporarily unavailable."));
            });
  }

  /** What there is to know about the keys here. */
  record Facts(
      String current,
      List<String> known,
      Map<String, Map<String, Long>> atRest,
      Map<String, Long> clientTokens) {}
}
