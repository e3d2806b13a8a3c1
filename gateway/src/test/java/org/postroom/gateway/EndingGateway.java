package org.postroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.ToyServices;

/** A gateway that is told to end while a service still works on a call, as in a rolling update. */
final class EndingGateway {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String DELETE =
      "{\"OrganizationId\":\"m-0123456789abcdef0123456789abcdef\",\"UserId\":\"mary\"}";

  private final Map<String, String> settings;
  private final ToyServices services;

  EndingGateway(Map<String, String> settings, ToyServices services) {
    this.settings = new HashMap<>(settings);
    this.settings.put("quarkus.shutdown.delay", "1S");
    this.settings.put("quarkus.shutdown.timeout", "60S");
    this.settings.put("postroom.gateway.deadline", "PT50S");
    this.services = services;
  }

  void endsWithACallUnderWay() throws Exception {
    CountDownLatch decided = new CountDownLatch(1);
    services.onCommand(
        command -> {
          awaitUninterrupted(decided);
          return ToyServices.bytes("{}");
        });
    try (GatewayProcess gateway = GatewayProcess.start(settings)) {
      await().atMost(PATIENCE).until(gateway::isListening);
      GatewayClient client = gateway.client();
      await().atMost(PATIENCE).until(() -> isReady(client));
      CompletableFuture<Answer> underWay =
          CompletableFuture.supplyAsync(() -> gateway.client().call("DeleteUser", DELETE));
      await().atMost(PATIENCE).until(() -> services.commands().size() == 1);

      gateway.stop();
      await().atMost(PATIENCE).until(() -> !isReady(client));
      Answer late = client.call("DescribeUser", DELETE);
      assertThat(late.status()).isEqualTo(200);
      assertThat(late.header("connection")).isEqualToIgnoringCase("close");

      decided.countDown();
      assertThat(underWay.get().status()).isEqualTo(200);
      gateway.awaitEnd();
    } finally {
      decided.countDown();
    }
  }

  private static boolean isReady(GatewayClient client) {
    return client.send("GET", "/q/health/ready", Map.of(), BodyPublishers.noBody()).status() == 200;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
