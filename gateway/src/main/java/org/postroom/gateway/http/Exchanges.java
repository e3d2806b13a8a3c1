package org.postroom.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.postroom.contract.error.ErrorCode;
import org.postroom.gateway.audit.AuditTrail;
import org.postroom.gateway.audit.AuditedCall;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.RequestRates;
import org.postroom.gateway.observe.RequestMetrics;

/** Begins exchanges, and refuses what nobody has signed. */
@Singleton
public class Exchanges {
  private final HttpDate date;
  private final RequestMetrics metrics;
  private final RequestRates rates;
  private final AuditTrail audit;
  private final String region;
  private final Clock clock;

  Exchanges(
      GatewayConfig config,
      Clock clock,
      HttpDate date,
      RequestMetrics metrics,
      RequestRates rates,
      AuditTrail audit) {
    this.region = config.region();
    this.clock = clock;
    this.date = date;
    this.metrics = metrics;
    this.rates = rates;
    this.audit = audit;
  }

  /** Begins the exchange of a call of the API, which is answered only when it is on record. */
  public Exchange beginCall(HttpServerRequest request) {
    Exchange exchange = begin(request);
    exchange.call(
        new AuditedCall(
            region,
            clock.instant(),
            exchange.requestId(),
            RequestCaller.sourceAddress(request),
            RequestCaller.userAgent(request)));
    return exchange;
  }

  /** Begins the exchange of any other request, on its own context. */
  public Exchange begin(HttpServerRequest request) {
    return new Exchange(request, Vertx.currentContext(), date, metrics, audit);
  }

  /**
   * Refuses what nobody has signed, until its source has had enough answers: then it must connect
   * again for each.
   */
  public void refuse(Exchange exchange, HttpServerRequest request, Answer answer) {
    if (rates.admitUnauthenticated(RequestCaller.sourceAddress(request))) {
      exchange.answer(answer);
    } else {
      exchange.answerAndClose(Answer.error(ErrorCode.THROTTLING, "Rate exceeded"));
    }
  }
}
