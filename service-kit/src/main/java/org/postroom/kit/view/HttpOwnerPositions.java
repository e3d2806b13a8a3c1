package org.postroom.kit.view;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.KitConfig;
import org.postroom.transport.Asking;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;
import org.postroom.transport.TlsOptions;

/**
 * Asks over HTTP, one call per owner at a time: questions that come while one is on its way are
 * joined in the next.
 */
final class HttpOwnerPositions implements OwnerPositions {
  private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
  private static final int CALL_TIMEOUT_MILLIS = 2_000;
  private static final Duration WHOLE_CALL = Duration.ofMillis(2 * CALL_TIMEOUT_MILLIS);
  private static final int OK = 200;

  private final HttpClient client;
  private final KitConfig.PeersConfig peers;
  private final ServiceCredential credential;
  private final Map<BoundedContext, Line> lines = new EnumMap<>(BoundedContext.class);

  HttpOwnerPositions(
      Vertx vertx, KitConfig.PeersConfig peers, TlsFiles tls, ServiceCredential credential) {
    HttpClientOptions options = new HttpClientOptions().setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
    TlsOptions.apply(tls, options);
    this.client = vertx.createHttpClient(options);
    this.peers = peers;
    this.credential = credential;
    for (BoundedContext context : BoundedContext.values()) {
      lines.put(context, new Line(context));
    }
  }

  @Override
  public Uni<Positions> ask(BoundedContext owner, Set<String> organizationIds) {
    return Uni.createFrom().emitter(emitter -> lines.get(owner).join(organizationIds, emitter));
  }

  private Future<Positions> call(BoundedContext owner, Set<String> organizationIds) {
    // Its presence was required at start.
    String peer = peers.of(owner).orElseThrow();
    RequestOptions request =
        new RequestOptions()
            .setMethod(HttpMethod.POST)
            .setAbsoluteURI(peer + "/internal/positions")
            .setTimeout(CALL_TIMEOUT_MILLIS)
            .putHeader(HttpHeaders.AUTHORIZATION, credential.authorization())
            .putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
    byte[] body = Json.write(new Positions.Request(List.copyOf(organizationIds)));
    // The reader is in place before the request is sent: added by this thread afterwards, it could
    // miss the end of the answer and wait for it for ever.
    // Bounded whatever happens: one call without an end would keep all later questions waiting.
    return Asking.replicas(
        () ->
            client
                .request(request)
                .compose(call -> call.send(Buffer.buffer(body)).compose(HttpOwnerPositions::read)),
        WHOLE_CALL);
  }

  private static Future<Positions> read(HttpClientResponse response) {
    if (response.statusCode() != OK) {
      return Future.failedFuture("status " + response.statusCode());
    }
    return response.body().map(body -> Json.read(body.getBytes(), Positions.class));
  }

  /** The questions to one owner. */
  private final class Line {
    private final BoundedContext owner;
    private List<Question> waiting = new ArrayList<>();
    private boolean busy;

    Line(BoundedContext owner) {
      this.owner = owner;
    }

    void join(Set<String> organizationIds, UniEmitter<? super Positions> emitter) {
      synchronized (this) {
        waiting.add(new Question(organizationIds, emitter));
      }
      next();
    }

    private void next() {
      List<Question> asked = new ArrayList<>();
      Set<String> organizationIds = new LinkedHashSet<>();
      synchronized (this) {
        if (busy || waiting.isEmpty()) {
          return;
        }
        busy = true;
        List<Question> later = new ArrayList<>();
        for (Question question : waiting) {
          if (asked.isEmpty()
              || organizationIds.size() + question.organizationIds().size()
                  <= PositionsEndpoint.MAX_ORGANIZATIONS) {
            asked.add(question);
            organizationIds.addAll(question.organizationIds());
          } else {
            later.add(question);
          }
        }
        waiting = later;
      }
      call(owner, organizationIds)
          .onComplete(
              result -> {
                synchronized (this) {
                  busy = false;
                }
                next();
                if (result.succeeded()) {
                  asked.forEach(question -> question.answer(result.result()));
                } else {
                  OwnerAway away = new OwnerAway(owner, result.cause().getMessage());
                  asked.forEach(question -> question.emitter().fail(away));
                }
              });
    }
  }

  private record Question(Set<String> organizationIds, UniEmitter<? super Positions> emitter) {
    void answer(Positions positions) {
      emitter.complete(positions.of(organizationIds));
    }
  }
}
