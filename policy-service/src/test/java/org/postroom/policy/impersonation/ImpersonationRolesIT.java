package org.postroom.policy.impersonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.CREATE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.DELETE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE_EFFECT;
import static org.postroom.contract.policy.PolicyOperations.LIST_IMPERSONATION_ROLES;
import static org.postroom.contract.policy.PolicyOperations.UPDATE_IMPERSONATION_ROLE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.policy.AccessEffect;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.AssumeImpersonationRoleResponse;
import org.postroom.contract.policy.CreateImpersonationRoleRequest;
import org.postroom.contract.policy.DeleteImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleEffectRequest;
import org.postroom.contract.policy.GetImpersonationRoleEffectResponse;
import org.postroom.contract.policy.GetImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleResponse;
import org.postroom.contract.policy.ImpersonationRole;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.contract.policy.ListImpersonationRolesRequest;
import org.postroom.contract.policy.ListImpersonationRolesResponse;
import org.postroom.contract.policy.UpdateImpersonationRoleRequest;
import org.postroom.contract.policy.event.ImpersonationRoleCreated;
import org.postroom.contract.policy.event.ImpersonationRoleDeleted;
import org.postroom.contract.policy.event.ImpersonationRoleUpdated;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyTestResource;
import org.postroom.policy.testing.PolicyUnderTest;

/** Roles through commands and queries of the running service. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class ImpersonationRolesIT {
  /** The defaults of an organization and the confirmation of its set-up. */
  private static final int AT_FIRST = 3;

  @TestHTTPResource("/")
  URI service;

  private PolicyUnderTest policy;
  private String organization;

  @BeforeEach
  void begin() {
    policy = PolicyUnderTest.at(service);
    organization = policy.activeOrganization();
  }

  @Test
  void aRoleIsMadeReadReplacedAndDeleted() {
    String ann = policy.enabledUser(organization, "ann");
    String bob = policy.enabledUser(organization, "bob");
    String id = create("Migration", rule("r1", "ALLOW", List.of("ann", "BOB@example.com"), null));

    GetImpersonationRoleResponse made = get(id);
    assertThat(made.rules()).containsExactly(rule("r1", "ALLOW", List.of(ann, bob), null));
    assertThat(made.type()).isEqualTo(ImpersonationRoleType.READ_ONLY);
    assertThat(made.description()).isEqualTo("about it");
    assertThat(made.dateModified()).isEqualTo(made.dateCreated());

    policy.commands.call(
        UPDATE_IMPERSONATION_ROLE,
        organization,
        new UpdateImpersonationRoleRequest(
            organization,
            id,
            "Other",
            "FULL_ACCESS",
            null,
            List.of(rule("r2", "DENY", null, List.of(bob)))));
    GetImpersonationRoleResponse replaced = get(id);
    assertThat(replaced.name()).isEqualTo("Other");
    assertThat(replaced.description()).isNull();
    assertThat(replaced.type()).isEqualTo(ImpersonationRoleType.FULL_ACCESS);
    assertThat(replaced.rules()).containsExactly(rule("r2", "DENY", null, List.of(bob)));
    assertThat(replaced.dateCreated()).isEqualTo(made.dateCreated());
    assertThat(replaced.dateModified()).isAfterOrEqualTo(made.dateModified());

    delete(id);
    delete(id);
    assertThat(refusalOf(id)).isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());

    List<Record> happened = policy.events.await(organization, AT_FIRST + 3);
    assertThat(happened.subList(AT_FIRST, AT_FIRST + 3))
        .containsExactly(
            new ImpersonationRoleCreated(
                id,
                "Migration",
                "READ_ONLY",
                "about it",
                made.rules(),
                made.dateCreated(),
                made.dateModified()),
            new ImpersonationRoleUpdated(
                id,
                "Other",
                "FULL_ACCESS",
                null,
                replaced.rules(),
                replaced.dateCreated(),
                replaced.dateModified()),
            new ImpersonationRoleDeleted(id));
  }

  @Test
  void whomARoleMayActAs() {
    String ann = policy.enabledUser(organization, "ann");
    policy.enabledUser(organization, "bob");
    policy.user(organization, "cid");
    String id =
        create(
            "Support",
            rule("all", "ALLOW", null, null),
            rule("not-ann", "DENY", List.of("ann"), null));

    GetImpersonationRoleEffectResponse onAnn = effect(id, ann);
    assertThat(onAnn.effect()).isEqualTo(AccessEffect.DENY);
    assertThat(onAnn.type()).isEqualTo(ImpersonationRoleType.READ_ONLY);
    assertThat(onAnn.matchedRules()).extracting("impersonationRuleId").containsExactly("not-ann");
    GetImpersonationRoleEffectResponse onBob = effect(id, "bob@example.com");
    assertThat(onBob.effect()).isEqualTo(AccessEffect.ALLOW);
    assertThat(onBob.matchedRules()).extracting("impersonationRuleId").containsExactly("all");

    assertThat(effectRefusal(id, "cid")).isEqualTo(ErrorCode.ENTITY_STATE.key());
    assertThat(effectRefusal(id, "nobody-at-all")).isEqualTo(ErrorCode.ENTITY_NOT_FOUND.key());
    assertThat(effectRefusal("unknown", "nobody-at-all"))
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());
  }

  @Test
  void usersMustBeEnabledWhenTheyAreNamedAndStayWhateverBecomesOfThem() {
    String ann = policy.enabledUser(organization, "ann");
    policy.user(organization, "cid");
    String id = create("Support", rule("r", "ALLOW", List.of("ann"), null));

    assertThat(creationRefusal(rule("r", "ALLOW", List.of("ann", "nobody-at-all"), null)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(creationRefusal(rule("r", "ALLOW", null, List.of("cid"))))
        .isEqualTo(ErrorCode.ENTITY_STATE);

    policy.directory.emit(organization, new EntityDeregistered(ann, "USER", List.of()));
    assertThat(effectRefusal(id, "ann")).isEqualTo(ErrorCode.ENTITY_STATE.key());
    assertThat(get(id).rules().get(0).targetUsers()).containsExactly(ann);
    assertThat(
            policy.commands.refusal(
                UPDATE_IMPERSONATION_ROLE,
                organization,
                new UpdateImpersonationRoleRequest(
                    organization, id, "Support", "READ_ONLY", null, get(id).rules())))
        .isEqualTo(ErrorCode.ENTITY_STATE);
  }

  @Test
  void deletingAUserNeverChangesTheEffectForAnother() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> users = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      users.add(policy.enabledUser(organization, "user" + i));
    }
    List<String> roles = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ImpersonationRule[] rules =
          IntStream.range(0, random.nextInt(4))
              .mapToObj(
                  rule -> {
                    String effect = random.nextBoolean() ? "ALLOW" : "DENY";
                    return rule("r" + rule, effect, some(users, random), some(users, random));
                  })
              .toArray(ImpersonationRule[]::new);
      roles.add(create("role " + i, rules));
    }
    while (users.size() > 1) {
      String gone = users.remove(random.nextInt(users.size()));
      List<GetImpersonationRoleEffectResponse> before = effects(roles, users);
      policy.directory.emit(organization, new EntityDeregistered(gone, "USER", List.of()));
      policy.directory.emit(organization, new UserDeleted(gone));
      assertThat(effects(roles, users)).as("seed %d", seed).isEqualTo(before);
    }
  }

  /** None, which is everybody, in half of all cases. */
  private static List<String> some(List<String> users, Random random) {
    List<String> some = users.stream().filter(user -> random.nextInt(users.size()) == 0).toList();
    return random.nextBoolean() || some.isEmpty() ? null : some;
  }

  private List<GetImpersonationRoleEffectResponse> effects(List<String> roles, List<String> users) {
    return roles.stream().flatMap(role -> users.stream().map(user -> effect(role, user))).toList();
  }

  @Test
  void noRaceMakesATwentyFirstRole() {
    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      replies.add(
          policy.commands.send(
              CREATE_IMPERSONATION_ROLE,
              organization,
              creation("role " + i),
              ScriptedDirectory.ACCOUNT));
    }
    List<ErrorCode> errors =
        replies.stream().map(CommandClient::await).map(ReplyEnvelope::error).toList();

    assertThat(errors.stream().filter(error -> error == null)).hasSize(20);
    assertThat(errors.stream().filter(error -> error != null))
        .hasSize(10)
        .containsOnly(ErrorCode.LIMIT_EXCEEDED);
    assertThat(list(null, null).roles()).hasSize(20);

    delete(list(null, null).roles().get(7).impersonationRoleId());
    create("the place is free");
  }

  @Test
  void rolesAreListedInTheOrderOfTheirCreationPageByPage() {
    List<String> ids =
        IntStream.range(0, 5)
            .mapToObj(i -> create("role " + i))
            .collect(java.util.stream.Collectors.toList());
    delete(ids.remove(4));
    ids.add(create("instead of the last"));

    List<String> listed = new ArrayList<>();
    String token = null;
    do {
      ListImpersonationRolesResponse page = list(2, token);
      page.roles().stream().map(ImpersonationRole::impersonationRoleId).forEach(listed::add);
      token = page.nextToken();
    } while (token != null);
    assertThat(listed).isEqualTo(ids);
    assertThat(list(5, null).nextToken()).isNull();
  }

  @Test
  void everyAssumptionGivesAnotherToken() {
    String id = create("Support");

    AssumeImpersonationRoleResponse first = assume(id);
    AssumeImpersonationRoleResponse second = assume(id);

    assertThat(first.expiresIn()).isEqualTo(900);
    assertThat(first.token().value()).matches("[\\x21-\\x7e]{1,256}");
    assertThat(second.token()).isNotEqualTo(first.token());
    assertThat(
            policy.queries.refusal(
                ASSUME_IMPERSONATION_ROLE,
                new AssumeImpersonationRoleRequest(organization, "unknown"),
                ScriptedDirectory.ACCOUNT))
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());
  }

  @Test
  void anotherAccountSeesNothing() {
    String id = create("Support");

    assertThat(
            policy.queries.refusal(
                GET_IMPERSONATION_ROLE,
                new GetImpersonationRoleRequest(organization, id),
                "999999999999"))
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND.key());
    assertThat(
            policy.queries.refusal(
                ASSUME_IMPERSONATION_ROLE,
                new AssumeImpersonationRoleRequest(organization, id),
                "999999999999"))
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND.key());
  }

  @Test
  void rolesGoWithTheirOrganization() {
    create("Support");
    create("Migration");
    policy.events.await(organization, AT_FIRST + 2);

    policy.directory.emit(organization, new OrganizationRemovalRequested("removal", 1));

    policy.events.await(organization, AT_FIRST + 3);
    assertThat(policy.count("impersonation_role", organization)).isZero();
    assertThat(policy.count("impersonation_role_number", organization)).isZero();
  }

  private String create(String name, ImpersonationRule... rules) {
    return policy
        .commands
        .call(CREATE_IMPERSONATION_ROLE, organization, creation(name, rules))
        .impersonationRoleId();
  }

  private ErrorCode creationRefusal(ImpersonationRule... rules) {
    return policy.commands.refusal(
        CREATE_IMPERSONATION_ROLE, organization, creation("refused", rules));
  }

  private CreateImpersonationRoleRequest creation(String name, ImpersonationRule... rules) {
    return new CreateImpersonationRoleRequest(
        UUID.randomUUID().toString(), organization, name, "READ_ONLY", "about it", List.of(rules));
  }

  private static ImpersonationRule rule(
      String id, String effect, List<String> targets, List<String> notTargets) {
    return new ImpersonationRule(id, null, null, effect, targets, notTargets);
  }

  private void delete(String id) {
    policy.commands.call(
        DELETE_IMPERSONATION_ROLE,
        organization,
        new DeleteImpersonationRoleRequest(organization, id));
  }

  private GetImpersonationRoleResponse get(String id) {
    return policy.queries.answer(
        GET_IMPERSONATION_ROLE, new GetImpersonationRoleRequest(organization, id));
  }

  private String refusalOf(String id) {
    return policy.queries.refusal(
        GET_IMPERSONATION_ROLE,
        new GetImpersonationRoleRequest(organization, id),
        ScriptedDirectory.ACCOUNT);
  }

  private GetImpersonationRoleEffectResponse effect(String id, String user) {
    return policy.queries.answer(
        GET_IMPERSONATION_ROLE_EFFECT,
        new GetImpersonationRoleEffectRequest(organization, id, user));
  }

  private String effectRefusal(String id, String user) {
    return policy.queries.refusal(
        GET_IMPERSONATION_ROLE_EFFECT,
        new GetImpersonationRoleEffectRequest(organization, id, user),
        ScriptedDirectory.ACCOUNT);
  }

  private ListImpersonationRolesResponse list(Integer maxResults, String token) {
    return policy.queries.answer(
        LIST_IMPERSONATION_ROLES,
        new ListImpersonationRolesRequest(organization, token, maxResults));
  }

  private AssumeImpersonationRoleResponse assume(String id) {
    return policy.queries.answer(
        ASSUME_IMPERSONATION_ROLE, new AssumeImpersonationRoleRequest(organization, id));
  }
}
