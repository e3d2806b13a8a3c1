package org.postroom.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.AuditRecord;
import org.postroom.contract.message.Caller;
import org.postroom.gateway.audit.AuditTrail;
import org.postroom.gateway.audit.AuditedCall;
import org.postroom.gateway.dispatch.Answer;
import org.postroom.gateway.observe.RequestMetrics;

class AnswersWaitForTheirRecordsTest {
  private static final Clock CLOCK = Clock.systemUTC();

  private final Vertx vertx = Vertx.vertx();
  private final CompletableFuture<Void> written = new CompletableFuture<>();
  private final CompletableFuture<AuditRecord> record = new CompletableFuture<>();
  private HttpServer server;
  private CompletableFuture<HttpResponse<String>> response;

  @BeforeEach
  void call() {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    response =
        HttpClient.newHttpClient()
            .sendAsync(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
                    .build(),
                BodyHandlers.ofString());
  }

  @AfterEach
  void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void theAnswerComesWhenTheRecordIsSafe() {
    await().until(record::isDone);
    assertThat(response).isNotDone();
    written.complete(null);
    assertThat(response.join().statusCode()).isEqualTo(200);
    assertThat(response.join().body()).isEqualTo("{}");
    assertThat(record.join().requestID())
        .isEqualTo(response.join().headers().firstValue("x-amzn-RequestId").orElseThrow());
  }

  @Test
  void withoutARecordThereIsNoAnswerButServiceUnavailable() {
    written.completeExceptionally(new IllegalStateException("neither Kafka nor the disk"));
    assertThat(response.join().statusCode()).isEqualTo(503);
    assertThat(response.join().body()).contains("ServiceUnavailable").doesNotContain("Kafka");
  }

  private void answer(HttpServerRequest request) {
    Exchange exchange =
        new Exchange(
            request,
            Vertx.currentContext(),
            new HttpDate(CLOCK),
            new RequestMetrics(new SimpleMeterRegistry()),
            new AuditTrail(Duration.ofMinutes(1), this::write, CLOCK));
    AuditedCall call =
        new AuditedCall("us-east-1", Instant.EPOCH, exchange.requestId(), "127.0.0.1", "");
    call.identified(
        new Caller("123456789012", "arn:aws:iam::1:user/a", "AKIA", "127.0.0.1", "", null));
    exchange.call(call);
    exchange.answer(Answer.ok(Buffer.buffer("{}")));
  }

  private CompletionStage<Void> write(AuditRecord what) {
    record.complete(what);
    return written;
  }
}
