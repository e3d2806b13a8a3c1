package org.postroom.gateway.dispatch;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.OperationKind;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.config.GatewayConfig;
import org.postroom.gateway.config.GatewayConfig.PeersConfig;
import org.postroom.gateway.dispatch.InFlight.Place;
import org.postroom.gateway.limit.Limit;
import org.postroom.gateway.limit.Refusals;
import org.postroom.transport.Asking;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;
import org.postroom.transport.TlsOptions;

/**
 * Asks the owning service over kept-alive connections and passes its answer on as it is. Secrets
 * are sealed before the request leaves the process.
 */
@Singleton
public class QueryClient {
  private static final Logger LOG = Logger.getLogger(QueryClient.class);

  private static final int CONNECT_MILLIS = 1_000;
  private static final String PATH = "/internal/queries/";

  private final SecretSealer sealer;
  private final InFlight inFlight;
  private final Refusals refusals;
  private final ServiceCredential credential;
  private final Map<BoundedContext, Peer> peers = new EnumMap<>(BoundedContext.class);

  QueryClient(
      Vertx vertx,
      GatewayConfig config,
      ServiceCredential credential,
      TlsFiles tls,
      SecretSealer sealer,
      InFlight inFlight,
      Refusals refusals) {
    this.sealer = sealer;
    this.inFlight = inFlight;
    this.refusals = refusals;
    this.credential = credential;
    for (BoundedContext context : BoundedContext.values()) {
      peers.put(context, new Peer(vertx, context, address(config.peers(), context), config, tls));
    }
  }

  private static URI address(PeersConfig peers, BoundedContext context) {
    return switch (context) {
      case DIRECTORY -> peers.directory();
      case MAIL_DOMAIN -> peers.mailDomain();
      case POLICY -> peers.policy();
      case EXPORT -> peers.export();
    };
  }

  /**
   * Sends a query and answers the call with what comes back.
   *
   * @throws OperationRejected when it cannot be taken; the call's answer is not used then
   */
  public <Q> void send(Call<Q> call) {
    BoundedContext context = call.operation().row().context();
    Place place = inFlight.take(context, OperationKind.QUERY, call.caller().account());
    try {
      Peer peer = peers.get(context);
      Buffer body = Buffer.buffer(Json.write(sealed(call)));
      Asking.replicas(() -> peer.ask(call, body), peer.patience)
          .onComplete(
              result -> {
                place.release();
                call.onAnswer()
                    .accept(
                        result.succeeded() ? result.result() : peer.failed(call, result.cause()));
              });
    } catch (RuntimeException e) {
      place.release();
      throw e;
    }
  }

  private <Q> Q sealed(Call<Q> call) {
    String organization = call.operation().row().organizationId().apply(call.request());
    return call.operation()
        .replaceSecrets(
            call.request(),
            (member, isLoginPassword, text) ->
                sealer.seal(text, SecretSealer.member(organization, call.requestId(), member)));
  }

  private final class Peer {
    private final BoundedContext context;
    private final URI address;
    private final HttpClient client;
    private final KeptConnections connections;
    private final Duration patience;
    private final AtomicBoolean away = new AtomicBoolean();

    Peer(Vertx vertx, BoundedContext context, URI address, GatewayConfig config, TlsFiles tls) {
      this.context = context;
      this.address = address;
      this.patience = config.gateway().deadline();
      HttpClientOptions options =
          new HttpClientOptions()
              .setDefaultHost(address.getHost())
              .setDefaultPort(port(address))
              .setSsl("https".equals(address.getScheme()))
              .setConnectTimeout(CONNECT_MILLIS)
              .setTcpNoDelay(true)
              .setMaxWaitQueueSize(config.gateway().waitingQueriesPerContext());
      TlsOptions.apply(tls, options);
      PoolOptions pool =
          new PoolOptions().setHttp1MaxSize(config.gateway().connectionsPerContext());
      this.connections = new KeptConnections(config.gateway().connectionLifetime());
      this.client =
          vertx
              .httpClientBuilder()
              .with(options)
              .with(pool)
              .withConnectHandler(connections::opened)
              .build();
    }

    Future<Answer> ask(Call<?> call, Buffer body) {
      RequestOptions options =
          new RequestOptions()
              .setMethod(HttpMethod.POST)
              .setURI(PATH + call.operation().name())
              .setTimeout(patience.toMillis());
      return client
          .request(options)
          .compose(
              request -> {
                connections.use(request);
                Caller caller = call.caller();
                request
                    .putHeader(HttpHeaders.AUTHORIZATION, credential.authorization())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .putHeader(MessageHeader.ACCOUNT, caller.account())
                    .putHeader(MessageHeader.PRINCIPAL, caller.principal())
                    .putHeader(MessageHeader.ACCESS_KEY_ID, caller.accessKeyId())
                    .putHeader(MessageHeader.SOURCE_ADDRESS, caller.sourceAddress())
                    .putHeader(MessageHeader.USER_AGENT, caller.userAgent())
                    .putHeader(MessageHeader.REQUEST_ID, call.requestId());
                if (caller.tagStatements() != null) {
                  request.putHeader(MessageHeader.TAG_STATEMENTS, caller.tagStatements().encode());
                }
                if (call.traceParent() != null) {
                  request.putHeader(MessageHeader.TRACE_PARENT, call.traceParent());
                }
                // Inside, so that the reader is there before the answer can have ended.
                return request
                    .send(body)
                    .compose(
                        response ->
                            response.body().map(content -> answer(call, response, content)));
              });
    }

    private Answer answer(Call<?> call, HttpClientResponse response, Buffer content) {
      if (away.compareAndSet(true, false)) {
        LOG.infof("Service is back: context=%s address=%s", context.wireName(), address);
      }
      String error = response.getHeader(MessageHeader.ERROR);
      if (response.statusCode() == 200 && error == null) {
        return Answer.ok(content);
      }
      ErrorCode code = error == null ? null : ErrorCode.find(error).orElse(null);
      if (code == null) {
        LOG.errorf(
            "Service answered outside the agreed form: context=%s operation=%s status=%d"
                + " requestId=%s",
            context.wireName(), call.operation().name(), response.statusCode(), call.requestId());
        return Answer.error(ErrorCode.SERVICE_UNAVAILABLE, unavailable());
      }
      return Answer.error(code, content.toString(StandardCharsets.UTF_8));
    }

    Answer failed(Call<?> call, Throwable cause) {
      if (cause instanceof ConnectionPoolTooBusyException) {
        return Answer.of(refusals.throttled(Limit.QUERY_QUEUE));
      }
      boolean slow = cause instanceof TimeoutException;
      if (away.compareAndSet(false, true)) {
        LOG.errorf(
            "Service is %s, its queries are refused: context=%s address=%s operation=%s"
                + " requestId=%s reason=\"%s\"",
            slow ? "slow" : "away",
            context.wireName(),
            address,
            call.operation().name(),
            call.requestId(),
            cause.getClass().getSimpleName());
      }
      return Answer.error(ErrorCode.SERVICE_UNAVAILABLE, unavailable());
    }

    private String unavailable() {
      return "The request cannot be answered at the moment; please try again.";
    }
  }

  private static int port(URI address) {
    if (address.getPort() > 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }
}
