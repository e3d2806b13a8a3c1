package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.Kind.GROUP;
import static org.postroom.system.OwnOrganization.Kind.USER;
import static org.postroom.system.OwnOrganization.answer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.system.OwnOrganization.Entity;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.AssumeImpersonationRoleResponse;
import software.amazon.awssdk.services.workmail.model.CreateImpersonationRoleRequest;
import software.amazon.awssdk.services.workmail.model.GetImpersonationRoleEffectResponse;
import software.amazon.awssdk.services.workmail.model.GetImpersonationRoleResponse;
import software.amazon.awssdk.services.workmail.model.ImpersonationMatchedRule;
import software.amazon.awssdk.services.workmail.model.ImpersonationRole;
import software.amazon.awssdk.services.workmail.model.ImpersonationRule;
import software.amazon.awssdk.services.workmail.model.ListImpersonationRolesResponse;

/** Impersonation roles as administrators and mail servers see them. */
@OnSharedSystem
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImpersonationIT {
  private static final int NEW_USERS = 100;

  private RunningSystem.System system;
  private WorkMailClient client;
  private OwnOrganization own;
  private Entity ann;
  private String organization;

  @BeforeAll
  void begin(RunningSystem.System running) {
    system = running;
    client = running.client();
    own = OwnOrganization.in(running);
    organization = own.id();
    ann = own.enabled(USER);
  }

  @Test
  void aRoleLivesAsDocumented() {
    Entity bob = own.enabled(USER);
    String token = UUID.randomUUID().toString();
    Consumer<CreateImpersonationRoleRequest.Builder> creation =
        r ->
            r.organizationId(organization)
                .clientToken(token)
                .name("Support")
                .type("READ_ONLY")
                .description("Looks after people")
                .rules(
                    ImpersonationRule.builder()
                        .impersonationRuleId("some")
                        .effect("ALLOW")
                        .targetUsers(ann.name(), own.address(bob))
                        .build(),
                    ImpersonationRule.builder()
                        .impersonationRuleId("not-bob")
                        .name("Not Bob")
                        .effect("DENY")
                        .targetUsers(bob.id())
                        .build());
    String id = client.createImpersonationRole(creation).impersonationRoleId();
    assertThat(client.createImpersonationRole(creation).impersonationRoleId()).isEqualTo(id);

    GetImpersonationRoleResponse role = get(id);
    assertThat(role.name()).isEqualTo("Support");
    assertThat(role.typeAsString()).isEqualTo("READ_ONLY");
    assertThat(role.rules().get(0).targetUsers()).containsExactly(ann.id(), bob.id());
    assertThat(role.rules().get(0).hasNotTargetUsers()).isFalse();

    assertThat(effect(id, ann.name()).effectAsString()).isEqualTo("ALLOW");
    GetImpersonationRoleEffectResponse onBob = effect(id, bob.id());
    assertThat(onBob.effectAsString()).isEqualTo("DENY");
    assertThat(onBob.matchedRules())
        .containsExactly(
            ImpersonationMatchedRule.builder()
                .impersonationRuleId("not-bob")
                .name("Not Bob")
                .build());

    client.updateImpersonationRole(
        r ->
            r.organizationId(organization)
                .impersonationRoleId(id)
                .name("Migration")
                .type("FULL_ACCESS")
                .rules(List.of()));
    assertThat(get(id).description()).isNull();
    assertThat(get(id).rules()).isEmpty();
    assertThat(get(id).dateCreated()).isEqualTo(role.dateCreated());
    assertThat(effect(id, ann.id()).effectAsString()).isEqualTo("DENY");
    delete(id);
    assertThat(answer(() -> get(id))).isEqualTo("ResourceNotFound");
    assertThat(answer(() -> delete(id))).isEqualTo("200");
  }

  @Test
  void rolesAreListedPageByPageAndNeverMoreThanTwenty() {
    OwnOrganization crowded = OwnOrganization.in(system);
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(create(crowded.id(), "role " + i));
    }
    assertThat(answer(() -> create(crowded.id(), "one more"))).isEqualTo("LimitExceeded");

    List<String> listed = new ArrayList<>();
    String token = null;
    do {
      String next = token;
      ListImpersonationRolesResponse page =
          client.listImpersonationRoles(
              r -> r.organizationId(crowded.id()).maxResults(7).nextToken(next));
      page.roles().stream().map(ImpersonationRole::impersonationRoleId).forEach(listed::add);
      token = page.nextToken();
    } while (token != null);
    assertThat(listed).isEqualTo(ids);
  }

  @Test
  void aTokenOpensMailboxesUntilItsRoleIsDeleted() {
    String id = create(organization, "Reader", rule("all", ann));
    AssumeImpersonationRoleResponse assumed =
        client.assumeImpersonationRole(r -> r.organizationId(organization).impersonationRoleId(id));
    assertThat(assumed.expiresIn()).isEqualTo(900);
    assertThat(assumed.token()).matches("[\\x21-\\x7e]{1,256}");

    Awaitility.await().until(() -> decide(assumed.token(), "READ").path("Allowed").asBoolean());
    assertThat(decide(assumed.token(), "READ").path("UserId").asText()).isEqualTo(ann.id());
    assertThat(decide(assumed.token(), "WRITE").path("Reason").asText())
        .isEqualTo("ROLE_READ_ONLY");
    delete(id);
    assertThat(decide(assumed.token(), "READ").path("Reason").asText()).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void whatARoleNamesMustBeThereAndEnabled() {
    Entity disabled = own.create(USER);
    String id = create(organization, "Existing");

    assertThat(answer(() -> create(organization, "x", rule("r", own.unknown(USER)))))
        .isEqualTo("EntityNotFound");
    assertThat(answer(() -> create(organization, "x", rule("r", own.enabled(GROUP)))))
        .isEqualTo("EntityNotFound");
    assertThat(answer(() -> create(organization, "x", rule("r", disabled))))
        .isEqualTo("EntityState");
    assertThat(answer(() -> create(organization, "x", rule("r", ann), rule("r", ann))))
        .isEqualTo("InvalidParameter");
    assertThat(answer(() -> update(id, rule("r", own.unknown(USER))))).isEqualTo("EntityNotFound");
    assertThat(answer(() -> update(id, rule("r", disabled)))).isEqualTo("EntityState");
    assertThat(answer(() -> update(id, rule("r", ann), rule("r", ann))))
        .isEqualTo("InvalidParameter");
    assertThat(answer(() -> update("unknown", rule("r", disabled)))).isEqualTo("ResourceNotFound");
    assertThat(answer(() -> effect(id, own.unknown(USER).id()))).isEqualTo("EntityNotFound");
    assertThat(answer(() -> effect(id, disabled.name()))).isEqualTo("EntityState");
    assertThat(answer(() -> effect("unknown", ann.id()))).isEqualTo("ResourceNotFound");
    assertThat(
            answer(
                () ->
                    client.assumeImpersonationRole(
                        r -> r.organizationId(organization).impersonationRoleId("unknown"))))
        .isEqualTo("ResourceNotFound");
  }

  @Test
  void usersCanBeReferredToTheMomentTheyAreThere() {
    String id = create(organization, "of everybody new");
    for (int i = 0; i < NEW_USERS; i++) {
      Entity user = own.enabled(USER);
      String named = List.of(user.id(), user.name(), own.address(user)).get(i % 3);
      update(id, rule("r", named));
      assertThat(get(id).rules().get(0).targetUsers()).containsExactly(user.id());
    }
    delete(id);
  }

  private String create(String in, String name, ImpersonationRule... rules) {
    return client
        .createImpersonationRole(
            r -> r.organizationId(in).name(name).type("READ_ONLY").rules(List.of(rules)))
        .impersonationRoleId();
  }

  private void update(String id, ImpersonationRule... rules) {
    client.updateImpersonationRole(
        r ->
            r.organizationId(organization)
                .impersonationRoleId(id)
                .name("updated")
                .type("READ_ONLY")
                .rules(rules));
  }

  private void delete(String id) {
    client.deleteImpersonationRole(r -> r.organizationId(organization).impersonationRoleId(id));
  }

  private GetImpersonationRoleResponse get(String id) {
    return client.getImpersonationRole(r -> r.organizationId(organization).impersonationRoleId(id));
  }

  private GetImpersonationRoleEffectResponse effect(String id, String user) {
    return client.getImpersonationRoleEffect(
        r -> r.organizationId(organization).impersonationRoleId(id).targetUser(user));
  }

  private static ImpersonationRule rule(String id, Entity target) {
    return rule(id, target.id());
  }

  private static ImpersonationRule rule(String id, String target) {
    return ImpersonationRule.builder()
        .impersonationRuleId(id)
        .effect("ALLOW")
        .targetUsers(target)
        .build();
  }

  /** Asks as a mail server does. */
  private JsonNode decide(String token, String access) {
    Map<String, String> question =
        Map.of("Token", token, "User", ann.id(), "Access", access, "IpAddress", "192.0.2.7");
    HttpRequest request =
        HttpRequest.newBuilder(
                system
                    .installation()
                    .serviceUrl(BoundedContext.POLICY)
                    .resolve("/mail/impersonation"))
            .header(
                "Authorization",
                "Bearer " + system.installation().data().mailServerToken().orElseThrow())
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(question)))
            .build();
    try {
      HttpResponse<byte[]> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
      assertThat(response.statusCode()).isEqualTo(200);
      return Json.read(response.body(), JsonNode.class);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
