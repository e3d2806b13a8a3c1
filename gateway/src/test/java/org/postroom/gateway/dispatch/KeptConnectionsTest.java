package org.postroom.gateway.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeptConnectionsTest {
  private static final int REQUESTS = 5;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger made = new AtomicInteger();
  private int port;

  @BeforeEach
  void serve() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .connectionHandler(connection -> made.incrementAndGet())
            .requestHandler(request -> request.response().end("here"));
    port = get(server.listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() throws Exception {
    get(vertx.close());
  }

  @Test
  void youngOnesAreKept() throws Exception {
    ask(Duration.ofHours(1));
    assertThat(made).hasValue(1);
  }

  @Test
  void theOldAnswerOnceMore() throws Exception {
    ask(Duration.ZERO);
    assertThat(made).hasValue(REQUESTS);
  }

  private void ask(Duration lifetime) throws Exception {
    KeptConnections connections = new KeptConnections(lifetime);
    HttpClient client =
        vertx
            .httpClientBuilder()
            .with(new PoolOptions().setHttp1MaxSize(1))
            .withConnectHandler(connections::opened)
            .build();
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(
              get(client
                      .request(HttpMethod.GET, port, "127.0.0.1", "/")
                      .compose(
                          request -> {
                            connections.use(request);
                            return request.send().compose(HttpClientResponse::body);
                          }))
                  .toString())
          .isEqualTo("here");
    }
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }
}
