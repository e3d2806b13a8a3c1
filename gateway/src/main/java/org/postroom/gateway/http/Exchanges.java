package org.postroom.gateway.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.limit.RequestRates;
import org.postroom.gateway.observe.RequestMetrics;

/** Begins exchanges, and refuses what nobody has signed. */
@Singleton
public class Exchanges {
  private final HttpDate date;
  private final RequestMetrics metrics;
  private final RequestRates rates;

  Exchanges(HttpDate date, RequestMetrics metrics, RequestRates rates) {
    this.date = date;
    this.metrics = metrics;
    this.rates = rates;
  }

  /** Begins the exchange of a request, on its own context. */
  public Exchange begin(HttpServerRequest request) {
    return new Exchange(request, Vertx.currentContext(), date, metrics);
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
