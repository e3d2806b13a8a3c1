package org.postroom.kit.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.database.KitConfig;
import org.postroom.transport.ServiceCredential;
import org.postroom.transport.TlsFiles;

/** Questions from many threads, which are no threads of Vert.x, as lanes have them. */
class HttpOwnerPositionsTest {
  private static final TlsFiles NO_TLS =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());

  private static final int THREADS = 2;
  private static final int QUESTIONS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ORGANIZATION = "m-" + "0".repeat(32);

  private record Peers(
      Optional<String> directory,
      Optional<String> mailDomain,
      Optional<String> policy,
      Optional<String> export)
      implements KitConfig.PeersConfig {}

  private final Vertx vertx = Vertx.vertx();
  private volatile boolean isSilent;
  private HttpOwnerPositions positions;

  @BeforeEach
  void givenAnOwner() throws Exception {
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  if (isSilent) {
                    request.response().setChunked(true).write("{");
                  } else {
                    request
                        .response()
                        .end("{\"Epoch\":1,\"Sequences\":{\"" + ORGANIZATION + "\":7}}");
                  }
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .get(20, TimeUnit.SECONDS);
    positions =
        new HttpOwnerPositions(
            vertx,
            new Peers(
                Optional.of("http://127.0.0.1:" + server.actualPort()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()),
            NO_TLS,
            new ServiceCredential("a-service-credential-for-tests-only"));
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void everyQuestionIsAnswered() throws Exception {
    // What the library sets up for itself at its first use it cannot set up twice at a time.
    ask(1);
    List<CompletableFuture<Void>> asking = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      asking.add(
          CompletableFuture.runAsync(() -> ask(QUESTIONS), task -> new Thread(task).start()));
    }
    for (CompletableFuture<Void> one : asking) {
      one.get(120, TimeUnit.SECONDS);
    }
  }

  @Test
  void anOwnerThatNeverFinishesIsAwayAndAskedAgain() {
    isSilent = true;
    assertThatThrownBy(() -> ask(1)).isInstanceOf(OwnerAway.class);

    isSilent = false;
    ask(1);
  }

  private void ask(int questions) {
    for (int i = 0; i < questions; i++) {
      Positions answer =
          positions.ask(BoundedContext.DIRECTORY, Set.of(ORGANIZATION)).await().atMost(PATIENCE);
      assertThat(answer.sequences()).containsEntry(ORGANIZATION, 7L);
    }
  }
}
