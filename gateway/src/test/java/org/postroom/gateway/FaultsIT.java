package org.postroom.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.embedded.EmbeddedKafka;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayProcess;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;
import org.postroom.gateway.kit.ToyServices;

/** Two gateways as they are shipped, side by side, with a Kafka and services that go away. */
class FaultsIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";
  private static final String DELETE =
      "{\"OrganizationId\":\"%s\",\"UserId\":\"mary\"}".formatted(ORGANIZATION);

  @TempDir static Path directory;

  private static TwoGateways world;
  private static EmbeddedKafka kafka;
  private static ToyServices services;
  private static GatewayProcess first;
  private static GatewayProcess second;

  @BeforeAll
  static void start() throws IOException {
    world = TwoGateways.start(directory);
    kafka = world.kafka();
    services = world.services();
    first = world.first();
    second = world.second();
  }

  @AfterAll
  static void stop() {
    if (world != null) {
      world.close();
    }
  }

  @BeforeEach
  void reset() {
    services.reset();
  }

  @Test
  void gatewaysOnOnePartitionGetTheirOwnRepliesOnly() throws Exception {
    services.onCommand(command -> ToyServices.bytes("{\"Id\":\"" + command.requestId() + "\"}"));
    GatewayClient one = first.client();
    GatewayClient other = second.client();
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        GatewayClient client = i % 2 == 0 ? one : other;
        answers.add(
            CompletableFuture.supplyAsync(() -> client.call("DeleteUser", DELETE), callers));
      }
      for (CompletableFuture<Answer> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(answer.get().json().path("Id").asText())
            .isEqualTo(answer.get().header("x-amzn-requestid"));
      }
    } finally {
      callers.shutdownNow();
    }
    assertThat(services.commands()).hasSize(200);
    assertThat(services.commands().stream().map(CommandEnvelope::replyTo).distinct()).hasSize(2);
  }

  @Test
  void aRetryIsTheSameCommandThroughEitherGateway() {
    TestSigner signer = TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET);
    Map<String, String> headers = Map.of("amz-sdk-invocation-id", "one-call");
    String create = "{\"Alias\":\"acme\",\"ClientToken\":\"token-1\"}";
    first.client().call(signer, "CreateOrganization", create, headers);
    second.client().call(signer, "CreateOrganization", create, headers);
    first.client().call(signer, "CreateOrganization", create);
    List<CommandEnvelope> commands = services.commands();
    assertThat(commands).hasSize(3);
    assertThat(commands)
        .extracting(CommandEnvelope::organizationId)
        .containsOnly(commands.get(0).organizationId());
    assertThat(commands.get(0).organizationId()).matches("m-[0-9a-f]{32}");
    assertThat(commands).extracting(CommandEnvelope::clientToken).containsOnly("token-1");
    assertThat(commands.get(1).commandId()).isEqualTo(commands.get(0).commandId());
    assertThat(commands.get(2).commandId()).isNotEqualTo(commands.get(0).commandId());
    assertThat(commands)
        .extracting(CommandEnvelope::requestDigest)
        .containsOnly(commands.get(0).requestDigest());
  }

  @Test
  void withoutAReplyTheOutcomeIsUnknownAtTheDeadline() {
    services.onCommand(command -> null);
    Answer answer = first.client().call("DeleteUser", DELETE);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.type()).isEqualTo("ServiceUnavailable");
    assertThat(answer.message()).contains("whether it takes effect is not known");
    try (AuditLog audit = new AuditLog(kafka.bootstrapServers())) {
      JsonNode record = audit.awaitOne(answer.header("x-amzn-requestid"));
      assertThat(record.path("errorCode").asText()).isEqualTo("ServiceUnavailable");
      assertThat(record.path("additionalEventData").path("outcomeUnknown").asBoolean()).isTrue();
    }
  }

  @Test
  void anAccountWithTooMuchUnderWayIsThrottledAndRecovers() throws Exception {
    services.onCommand(command -> null);
    GatewayClient client = first.client();
    ExecutorService callers = Executors.newFixedThreadPool(16);
    try {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        answers.add(
            CompletableFuture.supplyAsync(() -> client.call("DeleteUser", DELETE), callers));
      }
      List<String> types = new ArrayList<>();
      for (CompletableFuture<Answer> answer : answers) {
        types.add(answer.get().type());
      }
      assertThat(types).contains("ThrottlingException").contains("ServiceUnavailable");
      assertThat(types.stream().filter("ServiceUnavailable"::equals).count())
          .isLessThanOrEqualTo(8);
    } finally {
      callers.shutdownNow();
    }
    services.reset();
    assertThat(client.call("DeleteUser", DELETE).status()).isEqualTo(200);
  }

  @Test
  void passwordsBeyondWhatCanBeHashedAreThrottled() throws Exception {
    GatewayClient client = second.client();
    String reset =
        "{\"OrganizationId\":\"%s\",\"UserId\":\"user-0001-0002\",\"Password\":\"Str0ng!pass\"}"
            .formatted(ORGANIZATION);
    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<String> outcomes = new java.util.concurrent.CopyOnWriteArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                List<CompletableFuture<Void>> calls = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                  calls.add(
                      CompletableFuture.runAsync(
                          () -> {
                            Answer answer = client.call("ResetPassword", reset);
                            outcomes.add(answer.status() == 200 ? "done" : answer.type());
                          },
                          callers));
                }
                CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).get();
                return outcomes.contains("done") && outcomes.contains("ThrottlingException");
              });
      // On a busy machine a hash may take longer than the deadline, which is no fault of the bound.
      assertThat(outcomes).isSubsetOf("done", "ThrottlingException", "ServiceUnavailable");
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void whileKafkaIsAwayCommandsAreRefusedQueriesGoOnAndEverythingRecovers() {
    GatewayClient client = first.client();
    assertThat(client.call("DeleteUser", DELETE).status()).isEqualTo(200);
    kafka.kill();
    await().atMost(PATIENCE).until(() -> !TwoGateways.isReady(client));
    Answer refused = client.call("DeleteUser", DELETE);
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.type()).isEqualTo("ServiceUnavailable");
    List<Answer> meanwhile = new ArrayList<>(List.of(refused));
    for (int i = 0; i < 5; i++) {
      meanwhile.add(client.call("DescribeUser", DELETE));
    }
    assertThat(meanwhile.subList(1, 6)).allMatch(answer -> answer.status() == 200);
    assertThat(TwoGateways.health(client, "live")).isEqualTo(200);
    assertThat(first.log()).contains("Kafka is away, commands are refused until it is back");
    kafka.start();
    for (GatewayProcess gateway : List.of(first, second)) {
      await().atMost(PATIENCE).until(() -> TwoGateways.isReady(gateway.client()));
      await()
          .atMost(PATIENCE)
          .until(() -> gateway.client().call("DeleteUser", DELETE).status() == 200);
    }
    // What was answered while Kafka was away was on the disk, and is on the topic now.
    try (AuditLog audit = new AuditLog(kafka.bootstrapServers())) {
      for (Answer answer : meanwhile) {
        JsonNode record = audit.awaitOne(answer.header("x-amzn-requestid"));
        assertThat(record.path("additionalEventData").has("outcomeUnknown")).isFalse();
      }
      audit.assertWhole();
    }
  }

  @Test
  void aServiceThatIsAwayIsNamedInTheLogAndItsQueriesAreRefused() {
    GatewayClient client = first.client();
    Answer refused =
        client.call(
            "ListAccessControlRules", "{\"OrganizationId\":\"%s\"}".formatted(ORGANIZATION));
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.type()).isEqualTo("ServiceUnavailable");
    assertThat(first.log()).contains("Service is away", "context=policy");
    assertThat(client.call("DescribeUser", DELETE).status()).isEqualTo(200);
  }

  @Test
  void aClientThatSendsTooSlowlyIsCutOff() throws IOException {
    String head = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n";
    for (String start : List.of("POST / HTTP/1.1\r\nX-Slow: ", head)) {
      try (Socket socket = new Socket("localhost", second.client().port())) {
        socket.setSoTimeout(100);
        socket.getOutputStream().write(start.getBytes(US_ASCII));
        // A byte now and then keeps it from ever being idle.
        await().atMost(PATIENCE).until(() -> isClosedAfterOneMoreByte(socket));
      }
    }
    assertThat(second.client().metrics())
        .containsPattern("limit_refused_total\\{limit=\"head-time\"} [1-9]")
        .containsPattern("limit_refused_total\\{limit=\"body-time\"} [1-9]");
  }

  @Test
  void aSourceHasNoMoreConnectionsThanItsPart() throws IOException {
    GatewayClient early = second.client();
    assertThat(early.call("DeleteUser", DELETE).status()).isEqualTo(200);
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 160; i++) {
        sockets.add(new Socket("localhost", early.port()));
      }
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(early.metrics())
                      .containsPattern(
                          "limit_refused_total\\{limit=\"source-connections\"} [1-9]"));
      assertThat(sockets.get(159).getInputStream().read()).isNegative();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> second.client().call("DeleteUser", DELETE).status() == 200);
  }

  private static boolean isClosedAfterOneMoreByte(Socket socket) {
    try {
      socket.getOutputStream().write('x');
      return socket.getInputStream().read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Test
  void credentialsAreReadAgainWhenTheirFileChanges() throws IOException {
    Path file = Path.of(world.settings().get("postroom.credentials-file"));
    GatewayClient client = second.client();
    TestSigner fresh = TestSigner.of("AKIAFRESH", "a fresh secret");
    assertThat(client.call(fresh, "ListOrganizations", "{}").type())
        .isEqualTo("UnrecognizedClientException");
    String more =
        GatewayWorld.credentials()
            .replaceFirst(
                "\\{\"accessKeyId\"",
                "{\"accessKeyId\":\"AKIAFRESH\",\"secretAccessKey\":\"a fresh secret\","
                    + "\"account\":\"999999999999\","
                    + "\"principal\":\"arn:aws:iam::999999999999:user/b\","
                    + "\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                    + "\"Action\":\"workmail:*\",\"Resource\":\"*\"}]}},{\"accessKeyId\"");
    Files.writeString(file, more);
    await()
        .atMost(PATIENCE)
        .until(() -> client.call(fresh, "ListOrganizations", "{}").status() == 200);
    Files.writeString(file, GatewayWorld.credentials());
    await()
        .atMost(PATIENCE)
        .until(() -> client.call(fresh, "ListOrganizations", "{}").status() == 400);
  }

  @Test
  void aGatewayThatIsToldToEndAnswersWhatIsUnderWayAndSendsClientsElsewhere() throws Exception {
    new EndingGateway(world.settings(), services).endsWithACallUnderWay();
  }

  @Test
  void aGatewayWithoutItsFilesOrOpenToOthersSaysEachInOneSentenceAndEnds() {
    Map<String, String> unsafe = new HashMap<>(world.settings());
    List<String> files =
        List.of(
            "postroom.credentials-file",
            "postroom.sealing-keys-file",
            "postroom.service-credential-file");
    files.forEach(key -> unsafe.put(key, "/nowhere/at-all"));
    unsafe.put("quarkus.http.host", "0.0.0.0");
    unsafe.put("postroom.peers.policy", "http://192.0.2.1:8083");
    try (GatewayProcess gateway = GatewayProcess.start(unsafe)) {
      assertThat(gateway.awaitEnd()).isNotZero();
      assertThat(gateway.log())
          .contains("HTTP without TLS at 0.0.0.0 is not for other machines")
          .contains("postroom.peers.policy is on another machine and not https")
          .doesNotContain("\tat ");
      files.forEach(
          key ->
              assertThat(gateway.log())
                  .contains("the file /nowhere/at-all (" + key + ") cannot be read."));
    }
  }
}
