package org.postroom.policy.impersonation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.contract.policy.AccessEffect.ALLOW;
import static org.postroom.contract.policy.AccessEffect.DENY;
import static org.postroom.policy.impersonation.model.RoleSamples.NOW;
import static org.postroom.policy.impersonation.model.RoleSamples.role;
import static org.postroom.policy.impersonation.model.RoleSamples.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.policy.ImpersonationRoleType;
import org.postroom.contract.policy.ImpersonationRule;

class RoleTest {
  private static final List<String> NOBODY = List.of();

  @Test
  void theTwentiethRoleIsTheLast() {
    assertThat(create(19, List.of()).id()).isEqualTo("role-1");
    assertRefused(ErrorCode.LIMIT_EXCEEDED, () -> create(20, List.of()));
  }

  @Test
  void twoRulesCannotHaveOneId() {
    List<Rule> twice = List.of(rule("r", ALLOW, NOBODY, NOBODY), rule("r", DENY, NOBODY, NOBODY));

    assertRefused(ErrorCode.INVALID_PARAMETER, () -> create(20, twice));
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () ->
            role(List.of()).replaced("Other", ImpersonationRoleType.FULL_ACCESS, null, twice, NOW));
  }

  @Test
  void aReplacementKeepsNothingButIdAndCreation() {
    Role before = role(List.of(rule("r", ALLOW, NOBODY, NOBODY)));
    Instant later = NOW.plus(Duration.ofHours(1));

    Role after =
        before.replaced("Other", ImpersonationRoleType.FULL_ACCESS, null, List.of(), later);

    assertThat(after)
        .isEqualTo(
            new Role(
                before.id(),
                "Other",
                ImpersonationRoleType.FULL_ACCESS,
                null,
                List.of(),
                before.created(),
                Instant.parse("2026-11-22T11:15:30.123Z")));
    assertThat(before.mayWrite()).isFalse();
    assertThat(after.mayWrite()).isTrue();
    assertThat(after.updatedEvent().description()).isNull();
  }

  @Test
  void usersAreKeptByTheirIdsEachOnce() {
    ImpersonationRule requested =
        new ImpersonationRule(
            "r", null, null, "ALLOW", List.of("ann", "ann@example.com"), List.of("bob"));
    List<ImpersonationRule> all = List.of(requested, requested);

    assertThat(Rule.usersNamedIn(all)).containsExactly("ann", "ann@example.com", "bob");
    Rule rule = Rule.of(requested, Map.of("ann", "u1", "ann@example.com", "u1", "bob", "u2"));
    assertThat(rule.targetUsers()).containsExactly("u1");
    assertThat(rule.notTargetUsers()).containsExactly("u2");
  }

  @Test
  void whatIsToldOfARuleCanBeReadAgain() {
    Rule rule = rule("r", DENY, List.of("u1"), NOBODY);

    assertThat(rule.told().notTargetUsers()).isNull();
    assertThat(Rule.of(rule.told())).isEqualTo(rule);
  }

  private static Role create(long existing, List<Rule> rules) {
    return Role.create(
        existing, "role-1", "Migration", ImpersonationRoleType.READ_ONLY, null, rules, NOW);
  }

  private static void assertRefused(ErrorCode code, Runnable decision) {
    assertThatThrownBy(decision::run)
        .isInstanceOfSatisfying(
            OperationRejected.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
