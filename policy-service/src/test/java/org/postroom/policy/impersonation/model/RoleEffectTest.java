package org.postroom.policy.impersonation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.postroom.contract.policy.AccessEffect.ALLOW;
import static org.postroom.contract.policy.AccessEffect.DENY;
import static org.postroom.policy.impersonation.model.RoleSamples.role;
import static org.postroom.policy.impersonation.model.RoleSamples.rule;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.contract.policy.AccessEffect;

/** What rules come to for the user {@code ann}. */
class RoleEffectTest {
  private static final List<String> ANYBODY = List.of();
  private static final List<String> ANN = List.of("ann");
  private static final List<String> BOB = List.of("bob");
  private static final List<String> BOTH = List.of("bob", "ann");

  static Stream<Arguments> cases() {
    return Stream.of(
        arguments("no rules", List.of(), DENY, List.of()),
        arguments("allow everybody", List.of(rule("a", ALLOW, ANYBODY, ANYBODY)), ALLOW, "a"),
        arguments("deny everybody", List.of(rule("d", DENY, ANYBODY, ANYBODY)), DENY, "d"),
        arguments("listed", List.of(rule("a", ALLOW, ANN, ANYBODY)), ALLOW, "a"),
        arguments("one of several listed", List.of(rule("a", ALLOW, BOTH, ANYBODY)), ALLOW, "a"),
        arguments("another listed", List.of(rule("a", ALLOW, BOB, ANYBODY)), DENY, ""),
        arguments("excepted", List.of(rule("a", ALLOW, ANYBODY, ANN)), DENY, ""),
        arguments("another excepted", List.of(rule("a", ALLOW, ANYBODY, BOB)), ALLOW, "a"),
        arguments("listed and excepted", List.of(rule("a", ALLOW, BOTH, ANN)), DENY, ""),
        arguments("listed, another excepted", List.of(rule("a", ALLOW, ANN, BOB)), ALLOW, "a"),
        arguments(
            "deny before allow",
            List.of(rule("d", DENY, ANN, ANYBODY), rule("a", ALLOW, ANYBODY, ANYBODY)),
            DENY,
            "d"),
        arguments(
            "deny after allow",
            List.of(rule("a", ALLOW, ANYBODY, ANYBODY), rule("d", DENY, ANN, ANYBODY)),
            DENY,
            "d"),
        arguments(
            "a deny that is not about the user",
            List.of(rule("a", ALLOW, ANYBODY, ANYBODY), rule("d", DENY, BOB, ANYBODY)),
            ALLOW,
            "a"),
        arguments(
            "all that have the effect are told, in order",
            List.of(
                rule("a2", ALLOW, ANN, ANYBODY),
                rule("a3", ALLOW, BOB, ANYBODY),
                rule("a1", ALLOW, ANYBODY, BOB)),
            ALLOW,
            "a2 a1"),
        arguments(
            "those without the effect are not told",
            List.of(
                rule("a", ALLOW, ANN, ANYBODY),
                rule("d1", DENY, ANYBODY, BOB),
                rule("d2", DENY, ANYBODY, ANYBODY)),
            DENY,
            "d1 d2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void rulesComeTo(String situation, List<Rule> rules, AccessEffect effect, Object matched) {
    RoleEffect result = role(rules).effectOn("ann");

    assertThat(result.effect()).isEqualTo(effect);
    assertThat(result.isAllowed()).isEqualTo(effect == ALLOW);
    String told = String.join(" ", result.rules().stream().map(Rule::id).toList());
    assertThat(told).isEqualTo(matched instanceof String text ? text : "");
  }
}
