package org.postroom.policy.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.AccessControlRuleEffect.ALLOW;
import static org.postroom.contract.policy.AccessControlRuleEffect.DENY;
import static org.postroom.contract.policy.PolicyOperations.DELETE_ACCESS_CONTROL_RULE;
import static org.postroom.contract.policy.PolicyOperations.GET_ACCESS_CONTROL_EFFECT;
import static org.postroom.contract.policy.PolicyOperations.LIST_ACCESS_CONTROL_RULES;
import static org.postroom.contract.policy.PolicyOperations.PUT_ACCESS_CONTROL_RULE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.policy.AccessControlRule;
import org.postroom.contract.policy.DeleteAccessControlRuleRequest;
import org.postroom.contract.policy.GetAccessControlEffectRequest;
import org.postroom.contract.policy.GetAccessControlEffectResponse;
import org.postroom.contract.policy.ListAccessControlRulesRequest;
import org.postroom.contract.policy.PutAccessControlRuleRequest;
import org.postroom.contract.policy.event.AccessControlRuleDeleted;
import org.postroom.contract.policy.event.AccessControlRulePut;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Access control rules through Kafka, PostgreSQL and HTTP. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class AccessControlIT extends PolicyServiceTest {
  private static final List<String> NONE = List.of();

  @Test
  void aRuleIsMadeReplacedListedAndDeleted() {
    String user = policy.user(organization, "ann");
    put(
        new PutAccessControlRuleRequest(
            "office",
            "DENY",
            "Not from elsewhere",
            NONE,
            List.of("10.1.2.3/8"),
            List.of("IMAP", "SMTP"),
            null,
            List.of(user),
            NONE,
            organization,
            null,
            null));
    AccessControlRule made = list().get(1);
    assertThat(list().get(0)).isEqualTo(AccessRule.standard().shown());
    assertThat(list().get(0).dateCreated()).isEqualTo(Instant.EPOCH);
    assertThat(made.notIpRanges()).containsExactly("10.1.2.3/8");
    assertThat(made.ipRanges()).isNull();
    assertThat(made.notActions()).isNull();
    assertThat(made.userIds()).containsExactly(user);
    assertThat(made.dateCreated().getNano()).isZero();
    assertThat(made.dateModified()).isEqualTo(made.dateCreated());

    put(rule("office", "ALLOW", NONE, NONE));
    AccessControlRule replaced = list().get(1);
    assertThat(replaced.effect()).isEqualTo(ALLOW);
    assertThat(replaced.actions()).isNull();
    assertThat(replaced.userIds()).isNull();
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfterOrEqualTo(made.dateCreated());

    delete("office");
    delete("office");
    delete("default");
    assertThat(list()).isEmpty();
    List<Record> events = happened(4);
    assertThat(((AccessControlRulePut) events.get(0)).notIpRanges()).containsExactly("10.1.2.3/8");
    assertThat(((AccessControlRulePut) events.get(1)).effect()).isEqualTo("ALLOW");
    assertThat(events.subList(2, 4))
        .containsExactly(
            new AccessControlRuleDeleted("office"), new AccessControlRuleDeleted("default"));
  }

  @Test
  void theEffectIsThatOfTheRulesAtThisMoment() {
    String ann = policy.user(organization, "ann");
    String bob = policy.user(organization, "bob");
    assertThat(effect(ann))
        .isEqualTo(new GetAccessControlEffectResponse(ALLOW, List.of("default")));
    for (int i = 0; i < 10; i++) {
      put(rule("myRule", "DENY", List.of(ann), NONE));
      assertThat(effect(ann))
          .isEqualTo(new GetAccessControlEffectResponse(DENY, List.of("myRule")));
      assertThat(effect(bob))
          .isEqualTo(new GetAccessControlEffectResponse(ALLOW, List.of("default")));
      put(rule("myRule", "ALLOW", List.of(ann), NONE));
      assertThat(effect(ann))
          .isEqualTo(new GetAccessControlEffectResponse(ALLOW, List.of("default", "myRule")));
    }
    delete("default");
    assertThat(effect(bob)).isEqualTo(new GetAccessControlEffectResponse(DENY, NONE));
  }

  @Test
  void whatIsReferredToMustExist() {
    String group = UUID.randomUUID().toString();
    policy.directory.emit(organization, new GroupCreated(group, "a-long-group-name", false));
    policy.enabledUser(organization, "a-long-user-name");
    String unknown = UUID.randomUUID().toString();
    for (String id : List.of(unknown, group, "a-long-user-name", "a-long-user-name@example.com")) {
      assertThat(refusal(rule("r", "ALLOW", List.of(id), NONE)))
          .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
      assertThat(refusal(rule("r", "ALLOW", NONE, List.of(id))))
          .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    }
    assertThat(refusal(about(List.of("EWS"), List.of("no-role"))))
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
    assertThat(refusal(about(List.of("ews"), null))).isEqualTo(ErrorCode.INVALID_PARAMETER);
    assertThat(list()).hasSize(1);
    assertThat(happened(0)).isEmpty();
  }

  @Test
  void aUserOrARoleIsAskedAbout() {
    String ann = policy.user(organization, "ann");
    assertThat(refusal(ann, "role", "EWS")).isEqualTo("InvalidParameterException");
    assertThat(refusal(null, null, "EWS")).isEqualTo("InvalidParameterException");
    assertThat(refusal(null, "role", "IMAP")).isEqualTo("InvalidParameterException");
    assertThat(refusal(ann, null, "POP")).isEqualTo("InvalidParameterException");
    assertThat(refusal(null, "no-role", "EWS")).isEqualTo("ResourceNotFoundException");
    assertThat(refusal(UUID.randomUUID().toString(), null, "EWS"))
        .isEqualTo("EntityNotFoundException");
  }

  @Test
  void anOrganizationMustBeTheCallersAndActive() {
    String unknown = ScriptedDirectory.newOrganization();
    assertThat(
            policy.commands.refusal(
                PUT_ACCESS_CONTROL_RULE, unknown, rule(unknown, "r", "ALLOW", NONE, NONE)))
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND);
    String creating = policy.directory.requestSetUp("creation", ScriptedDirectory.newAlias());
    assertThat(
            policy.commands.refusal(
                PUT_ACCESS_CONTROL_RULE, creating, rule(creating, "r", "ALLOW", NONE, NONE)))
        .isEqualTo(ErrorCode.ORGANIZATION_STATE);
    assertThat(
            policy.queries.refusal(
                LIST_ACCESS_CONTROL_RULES,
                new ListAccessControlRulesRequest(organization),
                "999999999999"))
        .isEqualTo("OrganizationNotFoundException");
  }

  @Test
  void ofManyWhoMakeTheTenthRuleOneDoes() {
    List<CompletableFuture<ReplyEnvelope>> replies =
        IntStream.range(0, 25)
            .mapToObj(
                i ->
                    policy.commands.send(
                        PUT_ACCESS_CONTROL_RULE,
                        organization,
                        rule("rule" + i, "ALLOW", NONE, NONE),
                        ScriptedDirectory.ACCOUNT))
            .toList();
    List<ErrorCode> errors = new ArrayList<>();
    for (CompletableFuture<ReplyEnvelope> reply : replies) {
      ErrorCode error = CommandClient.await(reply).error();
      if (error != null) {
        errors.add(error);
      }
    }
    assertThat(errors).hasSize(16).containsOnly(ErrorCode.LIMIT_EXCEEDED);
    assertThat(list()).hasSize(AccessRule.MAX_RULES);

    put(rule("default", "DENY", NONE, NONE));
    assertThat(list().get(0).effect()).isEqualTo(DENY);
    assertThat(list()).hasSize(AccessRule.MAX_RULES);
    delete("default");
    put(rule("another", "DENY", NONE, NONE));
  }

  @Test
  void aRuleOfTheLargestSizeIsKeptAndToldWhole() {
    List<String> ranges =
        IntStream.range(0, 1024).mapToObj(i -> "101.102." + i % 256 + ".200/32").toList();
    put(
        new PutAccessControlRuleRequest(
            "large",
            "ALLOW",
            "d",
            ranges,
            ranges,
            null,
            null,
            null,
            null,
            organization,
            null,
            null));
    assertThat(list().get(1).ipRanges()).isEqualTo(ranges);
    assertThat(((AccessControlRulePut) happened(1).get(0)).notIpRanges()).isEqualTo(ranges);
  }

  @Test
  void whoIsGoneStaysInTheRulesAndNothingChangesForOthers() {
    String ann = policy.user(organization, "ann");
    String bob = policy.user(organization, "bob");
    delete("default");
    put(rule("only-ann", "ALLOW", List.of(ann), NONE));
    put(rule("not-ann", "DENY", List.of(ann), List.of(bob)));
    GetAccessControlEffectResponse before = effect(bob);
    assertThat(before.effect()).isEqualTo(DENY);

    policy.directory.emit(organization, new UserDeleted(ann));
    assertThat(refusal(ann, null, "EWS")).isEqualTo("EntityNotFoundException");
    assertThat(effect(bob)).isEqualTo(before);
    assertThat(list().get(0).userIds()).containsExactly(ann);
    assertThat(refusal(rule("another", "ALLOW", List.of(ann), NONE)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
  }

  @Test
  void deletingAUserNeverChangesTheEffectForAnother() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      users.add(policy.user(organization, "user" + i));
    }
    for (int i = 0; i < 9; i++) {
      String effect = random.nextBoolean() ? "ALLOW" : "DENY";
      put(rule("rule" + i, effect, some(users, random), some(users, random)));
    }
    if (random.nextBoolean()) {
      delete("default");
    }
    while (users.size() > 1) {
      List<String> others = users.subList(1, users.size());
      List<GetAccessControlEffectResponse> before = others.stream().map(this::effect).toList();
      policy.directory.emit(organization, new UserDeleted(users.get(0)));
      assertThat(others.stream().map(this::effect).toList()).as("seed %d", seed).isEqualTo(before);
      users.remove(0);
    }
  }

  private static List<String> some(List<String> users, Random random) {
    return users.stream().filter(user -> random.nextInt(4) == 0).toList();
  }

  @Test
  void whoHasJustBeenCreatedCanBeReferredTo() {
    for (int i = 0; i < 30; i++) {
      put(rule("rule", "ALLOW", List.of(policy.user(organization, "user" + i)), NONE));
      effect(policy.user(organization, "other" + i));
    }
  }

  private void put(PutAccessControlRuleRequest request) {
    policy.commands.call(PUT_ACCESS_CONTROL_RULE, organization, request);
  }

  private ErrorCode refusal(PutAccessControlRuleRequest request) {
    return policy.commands.refusal(PUT_ACCESS_CONTROL_RULE, organization, request);
  }

  private void delete(String name) {
    policy.commands.call(
        DELETE_ACCESS_CONTROL_RULE,
        organization,
        new DeleteAccessControlRuleRequest(organization, name));
  }

  private List<AccessControlRule> list() {
    return policy
        .queries
        .answer(LIST_ACCESS_CONTROL_RULES, new ListAccessControlRulesRequest(organization))
        .rules();
  }

  private GetAccessControlEffectResponse effect(String user) {
    return policy.queries.answer(
        GET_ACCESS_CONTROL_EFFECT,
        new GetAccessControlEffectRequest(organization, "10.0.0.1", "EWS", user, null));
  }

  private String refusal(String user, String role, String action) {
    return policy.queries.refusal(
        GET_ACCESS_CONTROL_EFFECT,
        new GetAccessControlEffectRequest(organization, "10.0.0.1", action, user, role),
        ScriptedDirectory.ACCOUNT);
  }

  private PutAccessControlRuleRequest about(List<String> actions, List<String> roles) {
    return new PutAccessControlRuleRequest(
        "r", "ALLOW", "", null, null, actions, null, null, null, organization, roles, null);
  }

  private PutAccessControlRuleRequest rule(
      String name, String effect, List<String> users, List<String> notUsers) {
    return rule(organization, name, effect, users, notUsers);
  }

  private static PutAccessControlRuleRequest rule(
      String organization, String name, String effect, List<String> users, List<String> notUsers) {
    return new PutAccessControlRuleRequest(
        name, effect, "", null, null, null, null, users, notUsers, organization, null, null);
  }
}
