package org.postroom.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.BadRequests;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayClient.Answer;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;

/**
 * Every malformed request, for every operation: the documented client error, never a 5xx, and
 * nothing reaches a service. The seed is printed; {@code -Dpostroom.seed} repeats a run.
 */
@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class BadInputIT {
  private static final Logger LOG = Logger.getLogger(BadInputIT.class);
  private static final String EMPTY = "{}";
  private static final long SEED = Long.getLong("postroom.seed", System.nanoTime());

  @TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;

  private GatewayClient client;
  private TestSigner signer;
  private BadRequests bad;
  private Map<TopicPartition, Long> before;

  @BeforeEach
  void ready() {
    LOG.infof("Bad input is generated: postroom.seed=%d", SEED);
    await().atMost(Duration.ofSeconds(30)).until(dispatch::isReady);
    GatewayWorld.services().reset();
    client = new GatewayClient(address.getPort());
    signer = TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET);
    bad = new BadRequests(new Random(SEED));
    before = endOfCommandTopics();
  }

  @AfterEach
  void nothingHasReachedAService() {
    assertThat(endOfCommandTopics()).isEqualTo(before);
    assertThat(GatewayWorld.services().queries()).isEmpty();
  }

  private static Map<TopicPartition, Long> endOfCommandTopics() {
    Map<TopicPartition, OffsetSpec> places =
        Arrays.stream(BoundedContext.values())
            .flatMap(
                context ->
                    IntStream.range(0, GatewayWorld.PARTITIONS)
                        .mapToObj(i -> new TopicPartition(context.commandTopic(), i)))
            .collect(Collectors.toMap(place -> place, place -> OffsetSpec.latest()));
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers()))) {
      Map<TopicPartition, Long> ends = new java.util.HashMap<>();
      admin
          .listOffsets(places)
          .all()
          .get()
          .forEach((place, result) -> ends.put(place, result.offset()));
      return ends;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static void assertError(Answer answer, String what, ErrorCode... codes) {
    assertThat(answer.status()).as(what).isEqualTo(400);
    assertThat(answer.type()).as(what).isIn(Arrays.stream(codes).map(ErrorCode::wireName).toList());
    assertThat(answer.header("x-amzn-requestid")).as(what).isNotEmpty();
  }

  @Test
  void aBodyThatIsNoSuchJson() {
    for (Operation<?, ?> operation : OperationTable.all()) {
      List<String> bodies = new ArrayList<>(bad.notJson());
      bodies.addAll(bad.wrongTypes(operation));
      for (String body : bodies) {
        assertError(
            client.call(signer, operation.name(), body),
            operation + " " + shorten(body),
            ErrorCode.SERIALIZATION);
      }
    }
  }

  @Test
  void violatedConstraintsOfEveryKind() {
    for (Operation<?, ?> operation : OperationTable.all()) {
      ErrorCode code =
          operation.declares(ErrorCode.INVALID_PARAMETER)
              ? ErrorCode.INVALID_PARAMETER
              : ErrorCode.VALIDATION;
      for (String body : bad.violations(operation)) {
        Answer answer = client.call(signer, operation.name(), body);
        assertError(answer, operation + " " + shorten(body), code);
        assertThat(answer.message()).contains("validation error").contains("Member must");
        assertThat(answer.json().has(code == ErrorCode.VALIDATION ? "message" : "Message"))
            .isTrue();
      }
    }
  }

  @Test
  void aSignatureThatIsMissingWrongStaleOrForSomethingElse() {
    for (Operation<?, ?> operation : OperationTable.all()) {
      String name = operation.name();
      String target = "WorkMailService." + name;
      byte[] body = EMPTY.getBytes(UTF_8);
      Map<String, String> unsigned = new TreeMap<>(client.signed(signer, target, EMPTY, Map.of()));
      unsigned.remove("authorization");
      assertError(client.send(unsigned, body), name, ErrorCode.MISSING_AUTHENTICATION_TOKEN);
      unsigned.put("authorization", "Bearer token");
      assertError(client.send(unsigned, body), name, ErrorCode.INCOMPLETE_SIGNATURE);
      assertError(
          client.call(TestSigner.of("AKIANOBODY", "x"), name, EMPTY),
          name,
          ErrorCode.UNRECOGNIZED_CLIENT);
      for (TestSigner wrong :
          List.of(
              TestSigner.of(GatewayWorld.KEY_ID, "not the secret"),
              signer.withDate(Instant.now().minus(Duration.ofMinutes(6))),
              signer.withDate(Instant.now().plus(Duration.ofMinutes(6))),
              signer.withRegion("eu-west-1"),
              signer.withService("ses"))) {
        assertError(client.call(wrong, name, EMPTY), name, ErrorCode.INVALID_SIGNATURE);
      }
      Map<String, String> signed = client.signed(signer, target, EMPTY, Map.of());
      assertError(client.send(signed, "{ }".getBytes(UTF_8)), name, ErrorCode.INVALID_SIGNATURE);
      signed.put(
          "x-amz-target",
          name.equals("DeleteUser") ? "WorkMailService.DeleteGroup" : "WorkMailService.DeleteUser");
      assertError(client.send(signed, body), name, ErrorCode.INVALID_SIGNATURE);
      for (TestSigner token :
          List.of(
              signer.withSessionToken("stray"),
              TestSigner.of(GatewayWorld.TEMPORARY_KEY_ID, GatewayWorld.SECRET))) {
        assertError(client.call(token, name, EMPTY), name, ErrorCode.UNRECOGNIZED_CLIENT);
      }
      assertError(
          client.call(
              TestSigner.of(GatewayWorld.EXPIRED_KEY_ID, GatewayWorld.SECRET)
                  .withSessionToken(GatewayWorld.SESSION_TOKEN),
              name,
              EMPTY),
          name,
          ErrorCode.EXPIRED_TOKEN);
    }
  }

  @Test
  void aBodyOfTwelveMebibytesIsRefusedWithAnAnswerThatCanBeRead() {
    byte[] body = new byte[12 * 1024 * 1024];
    byte[] smaller = Arrays.copyOf(body, 1024 * 1024 + 1);
    for (Operation<?, ?> operation : OperationTable.all()) {
      Map<String, String> headers =
          client.signed(signer, "WorkMailService." + operation.name(), EMPTY, Map.of());
      assertError(
          client.send(headers, smaller), operation.name(), ErrorCode.REQUEST_ENTITY_TOO_LARGE);
    }
    Map<String, String> headers =
        client.signed(signer, "WorkMailService.CreateUser", EMPTY, Map.of());
    assertError(client.send(headers, body), "in one piece", ErrorCode.REQUEST_ENTITY_TOO_LARGE);
    assertError(
        client.send(
            "POST",
            "/",
            headers,
            BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(body))),
        "chunked",
        ErrorCode.REQUEST_ENTITY_TOO_LARGE);
  }

  @Test
  void aBodyOfExactlyTheLimitIsStillRead() {
    String body = "{\"X\":\"" + "x".repeat(1024 * 1024 - 8) + "\"}";
    assertThat(body).hasSize(1024 * 1024);
    assertError(
        client.call(signer, "CreateUser", body), "at the limit", ErrorCode.INVALID_PARAMETER);
    assertError(
        client.call(signer, "CreateUser", body + ' '),
        "beyond",
        ErrorCode.REQUEST_ENTITY_TOO_LARGE);
  }

  @Test
  void bytesThatAreNoRequest() throws IOException {
    Random random = new Random(SEED);
    List<String> requests =
        new ArrayList<>(
            List.of(
                "GARBAGE\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(40_000) + "\r\n\r\n",
                "POST /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
                "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 99999999"
                    + "\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nnonsense in place of frames"));
    for (int i = 0; i < 20; i++) {
      byte[] noise = new byte[random.nextInt(300) + 1];
      random.nextBytes(noise);
      requests.add(new String(noise, ISO_8859_1) + "\r\n\r\n");
    }
    for (String request : requests) {
      String answer = sendRaw(request);
      if (answer.startsWith("HTTP/")) {
        assertThat(answer).as(shorten(request)).matches("(?s)HTTP/[0-9.]+ 4.*");
      }
    }
    assertThat(client.call(signer, "CreateUser", EMPTY).status()).isEqualTo(400);
  }

  /** Sends bytes and says that no more will come; gives what the gateway says to that. */
  private String sendRaw(String request) throws IOException {
    try (Socket socket = new Socket("localhost", address.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (SocketException e) {
      return "";
    }
  }

  @Test
  void anUnknownOperationPathOrMethod() {
    for (String target :
        new String[] {
          null, "", "CreateUser", "WorkMailService.", "WorkMailService.createUser", "S3.CreateUser"
        }) {
      assertError(
          client.send(client.signed(signer, target, EMPTY, Map.of()), EMPTY.getBytes(UTF_8)),
          "target " + target,
          ErrorCode.UNKNOWN_OPERATION);
    }
    Map<String, String> signed =
        client.signed(signer, "WorkMailService.CreateUser", EMPTY, Map.of());
    for (String[] place :
        new String[][] {
          {"GET", "/"},
          {"PUT", "/"},
          {"OPTIONS", "/"},
          {"POST", "/other"},
          {"POST", "/./"},
          {"DELETE", "/%2e%2e/x"}
        }) {
      Answer answer = client.send(place[0], place[1], signed, BodyPublishers.ofString(EMPTY));
      assertThat(answer.status()).as(place[0] + place[1]).isEqualTo(404);
      assertThat(answer.type()).isEqualTo("UnknownOperationException");
    }
  }

  @Test
  void whatIsNotForCallersAnswersNobodyWithoutItsCredential() {
    for (String path :
        new String[] {"/q/metrics", "/q/metrics/", "/q/other", "/q/%6detrics", "/internal/x"}) {
      assertThat(status(path, Map.of())).as(path).isEqualTo(401);
      assertThat(status(path, Map.of("authorization", "Bearer x"))).as(path).isEqualTo(401);
    }
    Map<String, String> service = Map.of("authorization", "Bearer " + GatewayWorld.SERVICE_TOKEN);
    assertThat(status("/q/metrics", service)).isEqualTo(200);
    assertThat(status("/q/other", service)).isEqualTo(404);
    assertThat(status("/q/health/live", Map.of())).isEqualTo(200);
  }

  private int status(String path, Map<String, String> headers) {
    return client.send("GET", path, headers, BodyPublishers.noBody()).status();
  }

  @Test
  void whatACredentialMayNotCallIsDenied() {
    String organization = "m-0123456789abcdef0123456789abcdef";
    TestSigner reader = TestSigner.of(GatewayWorld.READER_KEY_ID, GatewayWorld.SECRET);
    Answer denied =
        client.call(
            reader,
            "DeleteUser",
            "{\"OrganizationId\":\"%s\",\"UserId\":\"mary\"}".formatted(organization));
    assertError(denied, "denied", ErrorCode.ACCESS_DENIED);
    assertThat(denied.message())
        .isEqualTo(
            "User: arn:aws:iam::123456789012:user/reader is not authorized to perform:"
                + " workmail:DeleteUser on resource:"
                + " arn:aws:workmail:us-east-1:123456789012:organization/"
                + organization);
    assertError(
        client.call(reader, "CreateOrganization", "{\"Alias\":\"acme\"}"),
        "denied",
        ErrorCode.ACCESS_DENIED);
    assertError(
        client.call(reader, "ListUsers", "{\"OrganizationId\":\"%s\"}".formatted(organization)),
        "denied although it is allowed too",
        ErrorCode.ACCESS_DENIED);
  }

  private static String shorten(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…(" + text.length() + ")" : text;
  }
}
