package org.postroom.policy.impersonation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.UPDATE_IMPERSONATION_ROLE;
import static org.postroom.policy.impersonation.RoleCalls.rule;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.policy.AccessEffect;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.AssumeImpersonationRoleResponse;
import org.postroom.contract.policy.GetImpersonationRoleEffectResponse;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.contract.policy.UpdateImpersonationRoleRequest;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyServiceTest;
import org.postroom.policy.testing.PolicyTestResource;

/** Whom a role may act as, whatever becomes of users, and the tokens it is assumed with. */
@QuarkusTest
@QuarkusTestResource(PolicyTestResource.class)
class ImpersonationEffectsIT extends PolicyServiceTest {
  private RoleCalls roles;

  @BeforeEach
  void theCalls() {
    roles = new RoleCalls(policy, organization);
  }

  @Test
  void whomARoleMayActAs() {
    String ann = policy.enabledUser(organization, "ann");
    policy.enabledUser(organization, "bob");
    policy.user(organization, "cid");
    String id =
        roles.create(
            "Support",
            rule("all", "ALLOW", null, null),
            rule("not-ann", "DENY", List.of("ann"), null));

    GetImpersonationRoleEffectResponse onAnn = roles.effect(id, ann);
    assertThat(onAnn.effect()).isEqualTo(AccessEffect.DENY);
    assertThat(onAnn.type()).isEqualTo(ImpersonationRoleType.READ_ONLY);
    assertThat(onAnn.matchedRules()).extracting("impersonationRuleId").containsExactly("not-ann");
    GetImpersonationRoleEffectResponse onBob = roles.effect(id, "bob@example.com");
    assertThat(onBob.effect()).isEqualTo(AccessEffect.ALLOW);
    assertThat(onBob.matchedRules()).extracting("impersonationRuleId").containsExactly("all");

    assertThat(roles.effectRefusal(id, "cid")).isEqualTo(ErrorCode.ENTITY_STATE.key());
    assertThat(roles.effectRefusal(id, "nobody-at-all"))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND.key());
    assertThat(roles.effectRefusal("unknown", "nobody-at-all"))
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND.key());
  }

  @Test
  void usersMustBeEnabledWhenTheyAreNamedAndStayWhateverBecomesOfThem() {
    String ann = policy.enabledUser(organization, "ann");
    policy.user(organization, "cid");
    String id = roles.create("Support", rule("r", "ALLOW", List.of("ann"), null));

    assertThat(roles.creationRefusal(rule("r", "ALLOW", List.of("ann", "nobody-at-all"), null)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
    assertThat(roles.creationRefusal(rule("r", "ALLOW", null, List.of("cid"))))
        .isEqualTo(ErrorCode.ENTITY_STATE);

    policy.directory.emit(organization, new EntityDeregistered(ann, "USER", List.of()));
    assertThat(roles.effectRefusal(id, "ann")).isEqualTo(ErrorCode.ENTITY_STATE.key());
    assertThat(roles.get(id).rules().get(0).targetUsers()).containsExactly(ann);
    assertThat(
            policy.commands.refusal(
                UPDATE_IMPERSONATION_ROLE,
                organization,
                new UpdateImpersonationRoleRequest(
                    organization, id, "Support", "READ_ONLY", null, roles.get(id).rules())))
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
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ImpersonationRule[] rules =
          IntStream.range(0, random.nextInt(4))
              .mapToObj(
                  rule -> {
                    String effect = random.nextBoolean() ? "ALLOW" : "DENY";
                    return rule("r" + rule, effect, some(users, random), some(users, random));
                  })
              .toArray(ImpersonationRule[]::new);
      ids.add(roles.create("role " + i, rules));
    }
    while (users.size() > 1) {
      String gone = users.remove(random.nextInt(users.size()));
      List<GetImpersonationRoleEffectResponse> before = effects(ids, users);
      policy.directory.emit(organization, new EntityDeregistered(gone, "USER", List.of()));
      policy.directory.emit(organization, new UserDeleted(gone));
      assertThat(effects(ids, users)).as("seed %d", seed).isEqualTo(before);
    }
  }

  @Test
  void everyAssumptionGivesAnotherToken() {
    String id = roles.create("Support");

    AssumeImpersonationRoleResponse first = roles.assume(id);
    AssumeImpersonationRoleResponse second = roles.assume(id);

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

  /** None, which is everybody, in half of all cases. */
  private static List<String> some(List<String> users, Random random) {
    List<String> some = users.stream().filter(user -> random.nextInt(users.size()) == 0).toList();
    return random.nextBoolean() || some.isEmpty() ? null : some;
  }

  private List<GetImpersonationRoleEffectResponse> effects(List<String> ids, List<String> users) {
    return ids.stream().flatMap(id -> users.stream().map(user -> roles.effect(id, user))).toList();
  }
}
