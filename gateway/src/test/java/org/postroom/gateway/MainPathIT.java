package org.postroom.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.dispatch.Dispatch;
import org.postroom.gateway.kit.GatewayClient;
import org.postroom.gateway.kit.GatewayWorld;
import org.postroom.gateway.kit.TestSigner;
import org.postroom.gateway.kit.ToyServices;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.NameAvailabilityException;

@QuarkusTest
@QuarkusTestResource(GatewayWorld.class)
class MainPathIT {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";

  @io.quarkus.test.common.http.TestHTTPResource("/")
  URI address;

  @Inject Dispatch dispatch;
  @Inject Vertx vertx;

  private ToyServices services;

  @BeforeEach
  void ready() {
    services = GatewayWorld.services();
    services.reset();
    await().atMost(Duration.ofSeconds(30)).until(dispatch::isReady);
  }

  private WorkMailClient sdk() {
    return WorkMailClient.builder()
        .endpointOverride(URI.create("http://localhost:" + address.getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(GatewayWorld.KEY_ID, GatewayWorld.SECRET)))
        .build();
  }

  @Test
  void aCommandOfTheSdkTravelsOverKafkaAndItsReplyComesBack() {
    services.onCommand(command -> ToyServices.bytes("{\"UserId\":\"u-1\"}"));
    try (WorkMailClient sdk = sdk()) {
      assertThat(
              sdk.createUser(
                      request ->
                          request.organizationId(ORGANIZATION).name("mary").displayName("Mary"))
                  .userId())
          .isEqualTo("u-1");
    }
    assertThat(services.commands()).hasSize(1);
    CommandEnvelope command = services.commands().get(0);
    assertThat(command.operation()).isEqualTo("CreateUser");
    assertThat(command.organizationId()).isEqualTo(ORGANIZATION);
    assertThat(command.caller().account()).isEqualTo(GatewayWorld.ACCOUNT);
    assertThat(command.commandId()).matches("[0-9a-f]{64}");
    assertThat(command.requestDigest()).startsWith("k1:");
    assertThat(command.deadline()).isNotNull();
    assertThat(new String(command.payload(), StandardCharsets.UTF_8))
        .contains("\"Name\":\"mary\"", "\"DisplayName\":\"Mary\"");
  }

  @Test
  void aRefusalReachesTheSdkAsItsModelledException() {
    services.onCommand(
        command -> {
          throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "taken");
        });
    try (WorkMailClient sdk = sdk()) {
      assertThatThrownBy(
              () ->
                  sdk.createUser(
                      request ->
                          request.organizationId(ORGANIZATION).name("mary").displayName("Mary")))
          .isInstanceOf(NameAvailabilityException.class)
          .hasMessageContaining("taken");
    }
  }

  @Test
  void aQueryOfTheSdkGoesToTheOwningService() {
    services.onQuery(query -> ToyServices.bytes("{\"UserId\":\"u-1\",\"Name\":\"mary\"}"));
    try (WorkMailClient sdk = sdk()) {
      assertThat(
              sdk.describeUser(request -> request.organizationId(ORGANIZATION).userId("mary"))
                  .name())
          .isEqualTo("mary");
    }
    ToyServices.Query query = services.queries().get(0);
    assertThat(query.operation()).isEqualTo("DescribeUser");
    assertThat(query.headers().get("Authorization"))
        .containsExactly("Bearer " + GatewayWorld.SERVICE_TOKEN);
    assertThat(query.headers().get("postroom-account")).containsExactly(GatewayWorld.ACCOUNT);
    assertThat(Json.read(query.body(), com.fasterxml.jackson.databind.JsonNode.class))
        .hasToString("{\"OrganizationId\":\"" + ORGANIZATION + "\",\"UserId\":\"mary\"}");
    assertThat(services.commands()).isEmpty();
  }

  @Test
  void aRefusedQueryReachesTheSdkAsItsModelledException() {
    services.onQuery(
        query -> {
          throw new OperationRejected(ErrorCode.ENTITY_NOT_FOUND, "Das gibt es nicht: ä");
        });
    try (WorkMailClient sdk = sdk()) {
      assertThatThrownBy(
              () ->
                  sdk.describeUser(request -> request.organizationId(ORGANIZATION).userId("mary")))
          .isInstanceOf(EntityNotFoundException.class)
          .hasMessageContaining("Das gibt es nicht: ä");
    }
  }

  @Test
  void anOperationThatIsNotOfferedYetIsAnsweredWith501() {
    String reason = " is not offered yet by this installation";
    services.onQuery(
        query -> {
          throw new OperationRejected(ErrorCode.NOT_OFFERED, query.operation() + reason);
        });
    services.onCommand(
        command -> {
          throw new OperationRejected(ErrorCode.NOT_OFFERED, command.operation() + reason);
        });
    GatewayClient client = new GatewayClient(address.getPort());
    String request = "{\"OrganizationId\":\"%s\",\"GroupId\":\"group-0001-0002\"}";
    for (String operation : List.of("ListGroups", "DeleteGroup")) {
      GatewayClient.Answer answer = client.call(operation, request.formatted(ORGANIZATION));
      assertThat(answer.status()).as(operation).isEqualTo(501);
      assertThat(answer.type()).isEqualTo("InternalFailure");
      assertThat(answer.message()).isEqualTo(operation + reason);
    }
  }

  @Test
  void aPasswordLeavesTheGatewayOnlyAsASealedHash() {
    try (WorkMailClient sdk = sdk()) {
      sdk.resetPassword(
          request ->
              request
                  .organizationId(ORGANIZATION)
                  .userId("user-0001-0002")
                  .password("Str0ng!pass"));
    }
    CommandEnvelope command = services.commands().get(0);
    String payload = new String(command.payload(), StandardCharsets.UTF_8);
    assertThat(payload).doesNotContain("Str0ng!pass").doesNotContain("argon2");
    String sealed =
        Json.read(command.payload(), com.fasterxml.jackson.databind.JsonNode.class)
            .path("Password")
            .asText();
    PasswordDigest digest =
        PasswordDigest.decode(
            GatewayWorld.sealer()
                .open(sealed, SecretSealer.member(ORGANIZATION, command.commandId(), "Password")));
    assertThat(digest.isAccepted()).isTrue();
    assertThat(digest.hash()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
  }

  @Test
  void aSecretInAQueryLeavesTheGatewayOnlySealed() {
    services.onQuery(query -> ToyServices.bytes("{\"TestPassed\":true}"));
    try (WorkMailClient sdk = sdk()) {
      sdk.testAvailabilityConfiguration(
          request ->
              request
                  .organizationId(ORGANIZATION)
                  .ewsProvider(
                      ews ->
                          ews.ewsEndpoint("https://mail.example.com/EWS/Exchange.asmx")
                              .ewsUsername("reader")
                              .ewsPassword("Ews-In-Clear-1")));
    }
    ToyServices.Query query = services.queries().get(0);
    assertThat(new String(query.body(), StandardCharsets.UTF_8)).doesNotContain("Ews-In-Clear-1");
    String sealed =
        Json.read(query.body(), com.fasterxml.jackson.databind.JsonNode.class)
            .at("/EwsProvider/EwsPassword")
            .asText();
    String requestId = query.headers().get("postroom-request-id").get(0);
    assertThat(
            GatewayWorld.sealer()
                .open(sealed, SecretSealer.member(ORGANIZATION, requestId, "EwsPassword")))
        .isEqualTo("Ews-In-Clear-1");
  }

  @Test
  void plainHttp1AndHttp2Work() {
    for (HttpClient.Version version : HttpClient.Version.values()) {
      GatewayClient client = new GatewayClient(address.getPort(), version);
      for (int i = 0; i < 3; i++) {
        GatewayClient.Answer answer = client.call("ListOrganizations", "{}");
        assertThat(answer.status())
            .as(version + " " + new String(answer.body(), StandardCharsets.UTF_8))
            .isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("application/x-amz-json-1.1");
        assertThat(answer.header("x-amzn-requestid")).matches("[0-9a-f-]{36}");
        assertThat(answer.header("date")).endsWith(" GMT");
      }
    }
  }

  @Test
  void manyCallsAtOnceShareOneConnectionOfHttp2() throws Exception {
    TestSigner signer = TestSigner.of(GatewayWorld.KEY_ID, GatewayWorld.SECRET);
    HttpClientOptions priorKnowledge =
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false);
    io.vertx.core.http.HttpClient http =
        vertx.createHttpClient(priorKnowledge, new PoolOptions().setHttp2MaxSize(1));
    Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    List<Future<Integer>> statuses = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Map<String, String> headers =
          signer.sign(
              i % 2 == 0 ? "host" : ":authority",
              "localhost:" + address.getPort(),
              Map.of("x-amz-target", "WorkMailService.ListOrganizations"),
              ToyServices.bytes("{}"));
      statuses.add(
          http.request(HttpMethod.POST, address.getPort(), "localhost", "/")
              .compose(
                  request -> {
                    connections.add(request.connection());
                    headers.forEach(request::putHeader);
                    return request.send("{}");
                  })
              .compose(response -> response.body().map(body -> response.statusCode())));
    }
    Future.all(statuses).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    assertThat(statuses).extracting(Future::result).containsOnly(200);
    assertThat(connections).hasSize(1);
    http.close();
  }
}
