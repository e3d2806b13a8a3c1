package org.postroom.maildomain.availability.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.channel.ConnectTimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jboss.logging.Logger;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.Secret;
import org.postroom.maildomain.availability.application.ProviderTests.ProviderTest;
import org.postroom.maildomain.availability.model.AvailabilityProvider.Ews;
import org.postroom.maildomain.availability.model.EwsEndpoint;
import org.postroom.maildomain.availability.model.TestVerdict;
import org.postroom.maildomain.availability.probe.GuardedHttp.Answer;

/**
 * Asks an Exchange Web Services endpoint for the availability of somebody, who need not exist: what
 * counts is that the credentials log in and that Exchange answers.
 */
@Singleton
class EwsProbe {
  private static final Logger LOG = Logger.getLogger(EwsProbe.class);
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int FAULT = 500;
  private static final int REDIRECTION = 3;

  private final GuardedHttp http;

  EwsProbe(GuardedHttp http) {
    this.http = http;
  }

  Uni<TestVerdict> probe(Ews provider, ProviderTest test) {
    EwsEndpoint endpoint =
        EwsEndpoint.parse(provider.endpoint())
            .orElseThrow(() -> new ProbeFailed("The EWS endpoint is no URL that can be called"));
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .add(HttpHeaders.AUTHORIZATION, basic(provider.userName(), test.password()))
            .add(HttpHeaders.CONTENT_TYPE, "text/xml; charset=utf-8")
            .add(HttpHeaders.ACCEPT, "text/xml")
            .add(HttpHeaders.USER_AGENT, "Postroom")
            .add("SOAPAction", '"' + EwsMessages.ACTION + '"');
    String request = EwsMessages.request(mailbox(provider.userName(), test.domain()), test.now());
    return http.post(endpoint, headers, Buffer.buffer(request))
        .map(EwsProbe::judge)
        .onFailure(failure -> !(failure instanceof OperationRejected))
        .transform(failure -> explained(failure, endpoint));
  }

  private static String basic(String userName, Secret password) {
    byte[] credentials = (userName + ':' + password.value()).getBytes(UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(credentials);
  }

  /** Whoever logs in knows himself; else somebody of the domain. */
  private static String mailbox(String userName, String domain) {
    return userName.matches("[^@\\s]+@[^@\\s]+")
        ? userName
        : "availability-test@" + (domain == null ? "example.com" : domain);
  }

  private static TestVerdict judge(Answer answer) {
    int status = answer.status();
    if (status == OK || status == FAULT) {
      return EwsMessages.judge(answer.body().getBytes())
          .orElseGet(() -> TestVerdict.failed("There is no EWS at the endpoint: HTTP " + status));
    }
    if (status == UNAUTHORIZED) {
      return TestVerdict.failed(
          offersBasic(answer.headers())
              ? "The endpoint refuses the user name and password: HTTP 401"
              : "The endpoint does not let anybody in by Basic authentication: HTTP 401");
    }
    if (status == FORBIDDEN) {
      return TestVerdict.failed("The endpoint forbids the user to call it: HTTP 403");
    }
    if (status / 100 == REDIRECTION) {
      return TestVerdict.failed(
          "The endpoint redirects elsewhere, which is not followed: HTTP " + status);
    }
    return TestVerdict.failed("There is no EWS at the endpoint: HTTP " + status);
  }

  private static boolean offersBasic(MultiMap headers) {
    return headers.getAll("WWW-Authenticate").stream()
        .anyMatch(offer -> offer.toLowerCase(Locale.ROOT).contains("basic"));
  }

  private static ProbeFailed explained(Throwable failure, EwsEndpoint endpoint) {
    if (failure instanceof ProbeFailed known) {
      return known;
    }
    String where = endpoint.authority();
    if (has(failure, UnknownHostException.class)) {
      return new ProbeFailed("The name " + endpoint.host() + " cannot be resolved by DNS");
    }
    if (has(failure, CertificateException.class)) {
      return new ProbeFailed(
          "The TLS certificate of " + where + " is not trusted, or is not for that name");
    }
    if (has(failure, SSLException.class)) {
      return new ProbeFailed("No TLS connection to " + where + " could be made");
    }
    if (has(failure, ConnectTimeoutException.class)) {
      return new ProbeFailed("No connection to " + where + " could be made in time");
    }
    if (has(failure, ConnectException.class) || has(failure, NoRouteToHostException.class)) {
      return new ProbeFailed("No connection to " + where + " could be made: it was refused");
    }
    LOG.debugf(failure, "A test of an EWS endpoint broke off");
    return new ProbeFailed("The connection to " + where + " broke off before there was an answer");
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
