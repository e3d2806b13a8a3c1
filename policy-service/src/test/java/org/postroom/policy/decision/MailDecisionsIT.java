package org.postroom.policy.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.CREATE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.CREATE_MOBILE_DEVICE_ACCESS_RULE;
import static org.postroom.contract.policy.PolicyOperations.DELETE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.PUT_MOBILE_DEVICE_ACCESS_OVERRIDE;
import static org.postroom.contract.policy.PolicyOperations.UPDATE_IMPERSONATION_ROLE;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.json.Json;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.CreateImpersonationRoleRequest;
import org.postroom.contract.policy.CreateMobileDeviceAccessRuleRequest;
import org.postroom.contract.policy.DeleteImpersonationRoleRequest;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.contract.policy.PutMobileDeviceAccessOverrideRequest;
import org.postroom.contract.policy.UpdateImpersonationRoleRequest;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.kit.testing.TestServers;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** What mail servers are told by the running service. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class MailDecisionsIT extends PolicyServiceTest {
  private static final String CREDENTIAL = "Bearer " + PolicyTestResource.MAIL_SERVER_TOKEN;
  private static final String ADDRESS = "192.0.2.7";

  private final HttpClient http = HttpClient.newHttpClient();
  private String ann;

  @BeforeEach
  void anEnabledUser() {
    ann = policy.enabledUser(organization, "ann");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> decide("access", access(ann, "IMAP", null)).get("Allowed").asBoolean());
  }

  @Test
  void aUserIsFoundByIdAndByAddress() {
    for (String user : List.of(ann, "ann@example.com", "ANN@EXAMPLE.COM")) {
      JsonNode answer = decide("access", access(user, "SMTP", null));
      assertThat(answer.get("Allowed").asBoolean()).as(user).isTrue();
      assertThat(answer.get("UserId").asText()).isEqualTo(ann);
      assertThat(answer.get("OrganizationId").asText()).isEqualTo(organization);
      assertThat(answer.get("MatchedRules").get(0).asText()).isEqualTo("default");
      assertThat(answer.get("ViewAgeSeconds").asLong()).isBetween(0L, 300L);
      assertThat(answer.has("Reason")).isFalse();
    }
    assertThat(reason("access", access("bob@example.com", "SMTP", null)))
        .isEqualTo("USER_NOT_ENABLED");
  }

  @Test
  void whoIsDeregisteredIsKeptOut() {
    policy.directory.emit(organization, new EntityDeregistered(ann, "USER", List.of()));

    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !decide("access", access(ann, "IMAP", null)).get("Allowed").asBoolean());
    assertThat(reason("access", access(ann, "IMAP", null))).isEqualTo("USER_NOT_ENABLED");
  }

  @Test
  void anOrganizationThatIsNotThereIsNotActive() {
    Map<String, Object> question = access(ann, "IMAP", null);
    question.put("OrganizationId", "m-" + "0".repeat(32));
    assertThat(reason("access", question))
        .as("or the partition's view was never up to date before")
        .isIn("ORGANIZATION_NOT_ACTIVE", "VIEW_TOO_OLD");
  }

  @Test
  void anOverrideDecidesAboutADevice() {
    Map<String, Object> phone = Map.of("Id", "Phone1", "Type", "phone");
    assertThat(decide("access", access(ann, "ActiveSync", phone)).get("Allowed").asBoolean())
        .isTrue();

    policy.commands.call(
        PUT_MOBILE_DEVICE_ACCESS_OVERRIDE,
        organization,
        new PutMobileDeviceAccessOverrideRequest(organization, ann, "phone1", "DENY", null));

    for (String user : List.of(ann, "ann@example.com")) {
      assertThat(reason("access", access(user, "ActiveSync", phone))).isEqualTo("DEVICE_OVERRIDE");
    }
    assertThat(decide("access", access(ann, "IMAP", phone)).get("Allowed").asBoolean()).isTrue();
    try (AuditLog audit = new AuditLog(TestServers.shared().bootstrapServers())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !decisions(audit, "DecideAccess").isEmpty());
      List<JsonNode> records = decisions(audit, "DecideAccess");
      assertThat(records).as("the other of this minute is counted").hasSize(1);
      assertThat(records.get(0).path("sourceIPAddress").asText()).isEqualTo(ADDRESS);
      assertThat(records.get(0).path("recipientAccountId").asText())
          .isEqualTo(ScriptedDirectory.ACCOUNT);
      assertThat(records.get(0).at("/requestParameters/deviceId").asText()).isEqualTo("Phone1");
      assertThat(records.get(0).at("/additionalEventData/outcome").asText())
          .isEqualTo("device_override");
    }
  }

  /** What is on record of questions about Ann that a mail server asked. */
  private List<JsonNode> decisions(AuditLog audit, String name) {
    return audit.records(organization).stream()
        .filter(record -> record.path("eventName").asText().equals(name))
        .filter(record -> record.at("/userIdentity/type").asText().equals("MailServer"))
        .filter(record -> record.at("/requestParameters/userId").asText().equals(ann))
        .toList();
  }

  @Test
  void aPropertyThatIsBlankIsNotReported() {
    policy.commands.call(
        CREATE_MOBILE_DEVICE_ACCESS_RULE,
        organization,
        new CreateMobileDeviceAccessRuleRequest(
            organization,
            null,
            "Nothing without a type",
            null,
            "DENY",
            List.of("$NONE"),
            null,
            null,
            null,
            null,
            null,
            null,
            null));
    for (String blank : List.of("", " ")) {
      Map<String, Object> device = Map.of("Id", blank, "Type", blank);
      assertThat(reason("access", access(ann, "ActiveSync", device))).isEqualTo("DEVICE_RULES");
    }
    Map<String, Object> phone = Map.of("Type", "phone");
    assertThat(decide("access", access(ann, "ActiveSync", phone)).get("Allowed").asBoolean())
        .isTrue();
  }

  @Test
  @DisabledIfSystemProperty(
      named = TestServers.IN_CONTAINERS,
      matches = "true",
      disabledReason = "only a server that is a process of this machine can be killed")
  void withoutTheBrokerAnswersGoOnUntilTheViewIsTooOld() throws SQLException {
    TestInfrastructure infrastructure = TestInfrastructure.shared();
    Map<String, Object> question = access(ann, "IMAP", null);
    infrastructure.kafka().stop();
    try {
      long before = decide("access", question).get("ViewAgeSeconds").asLong();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> decide("access", question).get("ViewAgeSeconds").asLong() >= before + 3);
      assertThat(decide("access", question).get("Allowed").asBoolean()).isTrue();

      try (Connection database = policy.database();
          Statement statement = database.createStatement()) {
        statement.executeUpdate("update view_freshness set up_to = up_to - interval '5 minutes'");
      }
      assertThat(reason("access", question)).isEqualTo("VIEW_TOO_OLD");
    } finally {
      infrastructure.kafka().start();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> decide("access", question).get("Allowed").asBoolean());
  }

  @Test
  void aTokenIsWorthWhatItsRoleIsWorth() {
    String role = role(new ImpersonationRule("r", null, null, "ALLOW", List.of("ann"), null));
    String token = token(role);

    JsonNode answer = decide("impersonation", impersonation(token, "ann@example.com", "READ"));
    assertThat(answer.get("Allowed").asBoolean()).isTrue();
    assertThat(answer.get("UserId").asText()).isEqualTo(ann);
    assertThat(answer.get("ImpersonationRoleId").asText()).isEqualTo(role);
    assertThat(reason("impersonation", impersonation(token, ann, "WRITE")))
        .isEqualTo("ROLE_READ_ONLY");

    policy.commands.call(
        UPDATE_IMPERSONATION_ROLE,
        organization,
        new UpdateImpersonationRoleRequest(
            organization, role, "Nobody", "FULL_ACCESS", null, List.of()));
    assertThat(reason("impersonation", impersonation(token, ann, "READ"))).isEqualTo("ROLE_RULES");

    policy.commands.call(
        DELETE_IMPERSONATION_ROLE,
        organization,
        new DeleteImpersonationRoleRequest(organization, role));
    assertThat(reason("impersonation", impersonation(token, ann, "READ")))
        .isEqualTo("TOKEN_INVALID");
    assertThat(reason("impersonation", impersonation("noise", ann, "READ")))
        .isEqualTo("TOKEN_INVALID");
    decisionsAreOnRecord(role, token, "allowed", "role_read_only", "role_rules");
  }

  private void decisionsAreOnRecord(String role, String token, String... outcomes) {
    try (AuditLog audit = new AuditLog(TestServers.shared().bootstrapServers())) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(decisions(audit, "DecideImpersonation"))
                      .filteredOn(
                          record ->
                              record
                                  .at("/requestParameters/impersonationRoleId")
                                  .asText()
                                  .equals(role))
                      .extracting(record -> record.at("/additionalEventData/outcome").asText())
                      .contains(outcomes));
      assertThat(audit.records().toString()).doesNotContain(token);
    }
  }

  @Test
  void aTokenOpensNoOtherOrganization() {
    String token = token(role(new ImpersonationRule("r", null, null, "ALLOW", null, null)));
    String elsewhere = policy.enabledUser(policy.activeOrganization(), "bob");

    assertThat(reason("impersonation", impersonation(token, elsewhere, "READ")))
        .isEqualTo("USER_NOT_ENABLED");
  }

  @Test
  void whatIsNoQuestionIsNotDecided() {
    Map<String, Object> noAction = access(ann, "Telnet", null);
    Map<String, Object> noAddress = access(ann, "IMAP", null);
    noAddress.put("IpAddress", "::1");
    Map<String, Object> noUser = access(ann, "IMAP", null);
    noUser.remove("User");
    Map<String, Object> noOrganization = access(ann, "IMAP", null);
    noOrganization.put("OrganizationId", "m-1");
    Map<String, Object> unstorable = access("ann\0@example.com", "IMAP", null);
    Map<String, Object> noDevice = access(ann, "ActiveSync", Map.of("Id", "Phone\0"));
    for (Map<String, Object> flawed :
        List.of(noAction, noAddress, noUser, noOrganization, unstorable, noDevice)) {
      assertThat(send("access", CREDENTIAL, Json.write(flawed)).statusCode()).isEqualTo(400);
    }
    assertThat(
            send("impersonation", CREDENTIAL, Json.write(impersonation("t", ann, "DELETE")))
                .statusCode())
        .isEqualTo(400);
    assertThat(send("access", CREDENTIAL, "{".getBytes()).statusCode()).isEqualTo(400);
    assertThat(send("access", CREDENTIAL, new byte[20_000]).statusCode()).isEqualTo(413);
  }

  @Test
  void nobodyButMailServersIsAnswered() {
    byte[] question = Json.write(access(ann, "IMAP", null));
    for (String credential :
        List.of("Bearer nonsense", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)) {
      assertThat(send("access", credential, question).statusCode()).isEqualTo(401);
      assertThat(send("impersonation", credential, question).statusCode()).isEqualTo(401);
    }
  }

  private String role(ImpersonationRule... rules) {
    return policy
        .commands
        .call(
            CREATE_IMPERSONATION_ROLE,
            organization,
            new CreateImpersonationRoleRequest(
                null, organization, "Support", "READ_ONLY", null, List.of(rules)))
        .impersonationRoleId();
  }

  private String token(String role) {
    return policy
        .queries
        .answer(ASSUME_IMPERSONATION_ROLE, new AssumeImpersonationRoleRequest(organization, role))
        .token()
        .value();
  }

  private Map<String, Object> access(String user, String action, Object device) {
    Map<String, Object> question = new TreeMap<>();
    question.put("OrganizationId", organization);
    question.put("User", user);
    question.put("Action", action);
    question.put("IpAddress", ADDRESS);
    if (device != null) {
      question.put("Device", device);
    }
    return question;
  }

  private static Map<String, Object> impersonation(String token, String user, String access) {
    return Map.of("Token", token, "User", user, "Access", access, "IpAddress", ADDRESS);
  }

  private String reason(String call, Object question) {
    JsonNode answer = decide(call, question);
    assertThat(answer.get("Allowed").asBoolean()).as(answer.toString()).isFalse();
    return answer.get("Reason").asText();
  }

  private JsonNode decide(String call, Object question) {
    HttpResponse<byte[]> response = send(call, CREDENTIAL, Json.write(question));
    assertThat(response.statusCode()).isEqualTo(200);
    return Json.read(response.body(), JsonNode.class);
  }

  private HttpResponse<byte[]> send(String call, String credential, byte[] body) {
    try {
      return http.send(
          HttpRequest.newBuilder(service.resolve("/mail/" + call))
              .header("Authorization", credential)
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
