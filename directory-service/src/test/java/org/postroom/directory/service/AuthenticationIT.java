package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;

import com.fasterxml.jackson.databind.JsonNode;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.json.Json;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.kit.testing.Doors;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.TestServers;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class AuthenticationIT {
  private static final String PATH = "/mail/authenticate";
  private static final String PASSWORD = "Correct horse 9";

  @TestHTTPResource URI service;
  @Inject MeterRegistry metrics;
  @Inject Router router;
  private DirectoryUnderTest directory;
  private MailServerClient mailServer;
  private String organization;
  private String address;
  private String user;

  @BeforeEach
  void anEnabledUser() {
    directory = DirectoryUnderTest.at(service);
    mailServer = new MailServerClient(service);
    organization = directory.activeOrganization();
    address = "Ann@" + directory.describe(organization).defaultMailDomain();
    user = directory.commands.call(CREATE_USER, organization, annWithPassword()).userId();
  }

  @Test
  void nothingButHealthAnswersWithoutItsCredential() throws Exception {
    assertThat(Doors.openTo(router, service)).isEmpty();
  }

  @Test
  void onlyAnEnabledUserIsAuthenticated() {
    assertThat(isAuthenticated(address, PASSWORD)).isFalse();

    directory.register(organization, user, address);
    JsonNode answer = ask(address.toUpperCase(Locale.ROOT), PASSWORD);
    assertThat(answer.get("Authenticated").asBoolean()).isTrue();
    assertThat(answer.get("OrganizationId").asText()).isEqualTo(organization);
    assertThat(answer.get("UserId").asText()).isEqualTo(user);
    assertThat(answer.get("PrimaryAddress").asText()).isEqualTo(address);
    assertThat(answer.get("HasMailbox").asBoolean()).isTrue();
    assertThat(answer.get("MailboxQuota").asInt()).isEqualTo(51_200);

    directory.deregister(organization, user);
    assertThat(isAuthenticated(address, PASSWORD)).isFalse();
  }

  @Test
  void aWrongPasswordAndNobodyAreAnsweredAlikeAndCounted() {
    directory.register(organization, user, address);
    double before = failures();

    HttpResponse<byte[]> wrong = send(MailServerClient.CREDENTIAL, body(address, "wrong"));
    HttpResponse<byte[]> nobody = send(MailServerClient.CREDENTIAL, body("no" + address, PASSWORD));
    HttpResponse<byte[]> nowhere =
        send(MailServerClient.CREDENTIAL, body("ann@nowhere.example", PASSWORD));

    assertThat(new String(wrong.body(), StandardCharsets.UTF_8))
        .isEqualTo("{\"Authenticated\":false}");
    for (HttpResponse<byte[]> other : List.of(nobody, nowhere)) {
      assertThat(other.statusCode()).isEqualTo(wrong.statusCode());
      assertThat(other.body()).isEqualTo(wrong.body());
      assertThat(other.headers().map().keySet()).isEqualTo(wrong.headers().map().keySet());
    }
    assertThat(failures() - before).isEqualTo(3);
  }

  @Test
  void tooManyFailuresAreAnswered429WithATimeToWait() {
    for (int i = 0; i < 10; i++) {
      assertThat(isAuthenticated(address, "wrong")).isFalse();
    }

    HttpResponse<byte[]> limited = send(MailServerClient.CREDENTIAL, body(address, PASSWORD));

    assertThat(limited.statusCode()).isEqualTo(429);
    assertThat(Integer.parseInt(limited.headers().firstValue("retry-after").orElseThrow()))
        .isBetween(1, 61);
  }

  @Test
  void aRefusedLogInIsOnRecordOnceForItsSourceWithoutWhatWasTyped() {
    directory.register(organization, user, address);
    String source = UUID.randomUUID().toString();
    for (int i = 0; i < 3; i++) {
      send(MailServerClient.CREDENTIAL, body(address, "a wrong password", source));
    }
    send(MailServerClient.CREDENTIAL, body(address, PASSWORD, source));

    try (AuditLog audit = new AuditLog(TestServers.shared().bootstrapServers())) {
      Awaitility.await().until(() -> !refusedLogIns(audit, source).isEmpty());
      List<JsonNode> records = refusedLogIns(audit, source);
      // The others of this minute are counted.
      assertThat(records).hasSize(1);
      JsonNode record = records.get(0);
      assertThat(record.at("/userIdentity/type").asText()).isEqualTo("MailServer");
      assertThat(record.path("errorCode").asText()).isEqualTo("AccessDeniedException");
      assertThat(record.at("/additionalEventData/outcome").asText()).isEqualTo("WRONG");
      assertThat(record.toString()).doesNotContain("a wrong password", address);
    }
  }

  private static List<JsonNode> refusedLogIns(AuditLog audit, String source) {
    return audit.named("Authenticate").stream()
        .filter(record -> record.path("sourceIPAddress").asText().equals(source))
        .toList();
  }

  @Test
  void onlyAMailServersCredentialOpensItAndItOpensNothingElse() {
    String body = body(address, PASSWORD);
    assertThat(send(null, body).statusCode()).isEqualTo(401);
    assertThat(send("Bearer " + PostroomTestResource.SERVICE_CREDENTIAL, body).statusCode())
        .isEqualTo(401);
    for (String path :
        new String[] {
          "/internal/queries/DescribeUser",
          "/internal/dead-letters/x/replay",
          "/mail/../internal/queries/DescribeUser",
          "/mail/%2e%2e/internal/queries/DescribeUser"
        }) {
      assertThat(mailServer.send(path, MailServerClient.CREDENTIAL, "{}").statusCode())
          .as(path)
          .isIn(401, 404);
    }
  }

  @Test
  void whatIsNoQuestionIsRefused() {
    assertThat(send(MailServerClient.CREDENTIAL, "{").statusCode()).isEqualTo(400);
    assertThat(send(MailServerClient.CREDENTIAL, "null").statusCode()).isEqualTo(400);
    assertThat(send(MailServerClient.CREDENTIAL, "{\"Address\":\"a@b\"}").statusCode())
        .isEqualTo(400);
    assertThat(send(MailServerClient.CREDENTIAL, "x".repeat(20_000)).statusCode()).isEqualTo(413);
  }

  private HttpResponse<byte[]> send(String authorization, String body) {
    return mailServer.send(PATH, authorization, body);
  }

  private boolean isAuthenticated(String who, String password) {
    return ask(who, password).get("Authenticated").asBoolean();
  }

  private JsonNode ask(String who, String password) {
    return Json.read(send(MailServerClient.CREDENTIAL, body(who, password)).body(), JsonNode.class);
  }

  /** From a client of its own each time: most tests are not about the limit of a source. */
  private static String body(String who, String password) {
    return body(who, password, UUID.randomUUID().toString());
  }

  private static String body(String who, String password, String source) {
    return new String(
        Json.write(new TreeMap<>(Map.of("Address", who, "Password", password, "Source", source))),
        StandardCharsets.UTF_8);
  }

  private double failures() {
    return metrics.counter("postroom.authentications", "outcome", "wrong").count();
  }

  private CreateUserRequest annWithPassword() {
    String hash =
        Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
            .hash(
                PASSWORD.getBytes(StandardCharsets.UTF_8),
                "0123456789abcdef".getBytes(StandardCharsets.US_ASCII))
            .getResult();
    return new CreateUserRequest(
        organization,
        "ann",
        "Ann",
        new Secret(PasswordDigest.accepted(hash).encode()),
        null,
        null,
        null,
        false);
  }
}
