package org.postroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.system.OwnOrganization.answer;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.contract.validation.ValidRequests;
import org.postroom.local.AccessKey;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.Tag;

/**
 * Policies of access keys, for every operation: what depends on tags is decided by the service that
 * owns the operation, on the tags that were acknowledged before.
 */
@OnSharedSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessPoliciesIT {
  private static final String ACCOUNT = "444444444444";
  private static final String KEY = "AKIAPOLICIES00000000";
  private static final String DENIED = "AccessDeniedException";
  private static final int CHANGES = 5;
  private static final String TEAM_A =
      """
      {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "workmail:*", "Resource": "*",
         "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}},
        {"Effect": "Deny", "Action": "workmail:Delete*", "Resource": "*",
         "Condition": {"StringLike": {"aws:ResourceTag/stage": "prod*"}}}]}
      """;

  private RunningSystem.System system;
  private WorkMailClient admin;
  private String ours;
  private String theirs;

  @BeforeAll
  void givenTwoOrganizationsOfOneAccount(RunningSystem.System running) {
    system = running;
    admin = running.client(running.newKey("AKIAPOLICYADMIN00000", ACCOUNT));
    ours = running.activeOrganization(admin);
    theirs = running.activeOrganization(admin);
    tag(ours, "team", "a");
    tag(theirs, "team", "b");
  }

  @Test
  void everyOperationOfEveryContextLooksAtTheTags() {
    SignedCall call = system.signedCall(system.newKey(KEY, ACCOUNT, TEAM_A));
    awaitKnown(call);
    for (Operation<?, ?> operation : OperationTable.all()) {
      SignedCall.Answer refused = call.send(operation.name(), request(operation, theirs));
      assertThat(refused.body().path("__type").asText()).as(operation.name()).isEqualTo(DENIED);
      boolean aboutOne =
          !List.of("CreateOrganization", "ListOrganizations").contains(operation.name());
      assertThat(refused.body().path("message").asText())
          .isEqualTo(
              ("User: arn:aws:iam::%s:user/AKIAPOLICIES00000000 is not authorized to perform:"
                      + " workmail:%s on resource: %s")
                  .formatted(ACCOUNT, operation.name(), aboutOne ? arn(theirs) : "*"));
      if (aboutOne && !operation.name().equals("DeleteOrganization")) {
        SignedCall.Answer admitted = call.send(operation.name(), request(operation, ours));
        assertThat(admitted.body().path("__type").asText())
            .as(operation.name())
            .isNotEqualTo(DENIED);
        assertThat(admitted.status()).as(operation.name()).isIn(200, 400);
      }
    }
  }

  @Test
  void aKeyWithoutAPolicyMayDoNothing() {
    AccessKey key = system.newKey("AKIAPOLICYNONE000000", ACCOUNT, "null");
    SignedCall call = system.signedCall(key);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> type(call, "ListOrganizations", "{}"), DENIED::equals);
    for (Operation<?, ?> operation : OperationTable.all()) {
      assertThat(call.send(operation.name(), request(operation, ours)).body().path("__type"))
          .as(operation.name())
          .hasToString('"' + DENIED + '"');
    }
  }

  @Test
  void aChangedTagCountsAtOnceAndADenialWins() {
    String organization = system.activeOrganization(admin);
    WorkMailClient team = teamA();
    assertThat(answer(() -> team.listUsers(r -> r.organizationId(organization))))
        .isEqualTo("AccessDenied");
    for (int i = 0; i < CHANGES; i++) {
      tag(organization, "team", "a");
      assertThat(answer(() -> team.listUsers(r -> r.organizationId(organization))))
          .isEqualTo("200");
      assertThat(answer(() -> team.listMailDomains(r -> r.organizationId(organization))))
          .isEqualTo("200");
      assertThat(answer(() -> rule(team, organization, null))).isEqualTo("200");
      tag(organization, "team", "b");
      assertThat(answer(() -> team.listUsers(r -> r.organizationId(organization))))
          .isEqualTo("AccessDenied");
      assertThat(answer(() -> team.listMailDomains(r -> r.organizationId(organization))))
          .isEqualTo("AccessDenied");
      assertThat(answer(() -> rule(team, organization, null))).isEqualTo("AccessDenied");
    }
    tag(organization, "team", "a");
    tag(organization, "stage", "production");
    assertThat(answer(() -> deleteRule(team, organization))).isEqualTo("AccessDenied");
    admin.untagResource(r -> r.resourceARN(arn(organization)).tagKeys("stage"));
    assertThat(answer(() -> deleteRule(team, organization))).isEqualTo("200");
  }

  @Test
  void anAnswerKeptForATokenIsShownToNobodyElse() {
    WorkMailClient team = teamA();
    assertThat(answer(() -> rule(admin, theirs, "a-token"))).isEqualTo("200");
    assertThat(answer(() -> rule(team, theirs, "a-token"))).isEqualTo("AccessDenied");
  }

  @Test
  void anotherAccountsOrganizationIsAsOneThatNeverWas() {
    String foreign = system.activeOrganization(system.client());
    String never = "m-" + "0".repeat(32);
    WorkMailClient team = teamA();
    for (String organization : List.of(foreign, never)) {
      assertThat(answer(() -> admin.listUsers(r -> r.organizationId(organization))))
          .isEqualTo("OrganizationNotFound");
      assertThat(answer(() -> team.listUsers(r -> r.organizationId(organization))))
          .isEqualTo("AccessDenied");
      assertThat(answer(() -> rule(team, organization, null))).isEqualTo("AccessDenied");
    }
  }

  private static void rule(WorkMailClient client, String organization, String token) {
    client.createMobileDeviceAccessRule(
        r -> r.organizationId(organization).name("a-rule").effect("DENY").clientToken(token));
  }

  private static void deleteRule(WorkMailClient client, String organization) {
    client.deleteMobileDeviceAccessRule(
        r -> r.organizationId(organization).mobileDeviceAccessRuleId("unknown"));
  }

  private void tag(String organization, String key, String value) {
    admin.tagResource(
        r -> r.resourceARN(arn(organization)).tags(Tag.builder().key(key).value(value).build()));
  }

  private String arn(String organization) {
    return "arn:aws:workmail:%s:%s:organization/%s"
        .formatted(system.installation().region(), ACCOUNT, organization);
  }

  private byte[] request(Operation<?, ?> operation, String organization) {
    Map<String, Object> request = ValidRequests.minimal(operation.requestType());
    request.computeIfPresent("OrganizationId", (member, value) -> organization);
    request.computeIfPresent("ResourceARN", (member, value) -> arn(organization));
    return Json.write(request);
  }

  private WorkMailClient teamA() {
    AccessKey key = system.newKey(KEY, ACCOUNT, TEAM_A);
    awaitKnown(system.signedCall(key));
    return system.client(key);
  }

  /** Waits until the gateway has read a key, which may use what is tagged for its team. */
  private void awaitKnown(SignedCall call) {
    String request = "{\"OrganizationId\":\"" + ours + "\"}";
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> type(call, "ListUsers", request), "200"::equals);
  }

  private static String type(SignedCall call, String operation, String request) {
    return call.send(operation, request.getBytes(UTF_8)).body().path("__type").asText("200");
  }
}
