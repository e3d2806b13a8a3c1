package org.postroom.policy.access.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.postroom.contract.policy.AccessControlRuleEffect.ALLOW;
import static org.postroom.contract.policy.AccessControlRuleEffect.DENY;
import static org.postroom.policy.access.model.RuleUnderTest.allowing;
import static org.postroom.policy.access.model.RuleUnderTest.rule;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.error.OperationRejected;

/** The documented rules, case by case. The user is u, the role r, from 10.0.0.1 over EWS. */
class AccessRuleSetTest {
  @Test
  void whatIsReadyDoesNotKeepTheRulesAsTheyWereWritten() {
    AccessRule written =
        rule("r", ALLOW)
            .ranges(List.of("10.0.0.0/8"), List.of())
            .users(List.of("someone"), List.of())
            .done();
    WeakReference<AccessRule> kept = new WeakReference<>(written);
    WeakReference<List<String>> ranges = new WeakReference<>(written.ipRanges());
    AccessRuleSet ready = AccessRuleSet.of(List.of(written));
    written = null;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              return kept.get() == null && ranges.get() == null;
            });
    assertThat(
            ready.decide(AccessRequest.byUser("10.0.0.1", AccessAction.EWS, "someone")).isAllowed())
        .isTrue();
  }

  @Test
  void longIdsCountAsMuchAsTheyTake() {
    String id = "x".repeat(256);
    AccessRule rule = allowing().users(Collections.nCopies(10, id), List.of()).done();
    assertThat(AccessRuleSet.of(List.of(rule)).size()).isGreaterThan(10 * 256 / 4);
  }

  private static final List<String> NONE = List.of();
  private static final AccessRequest USER = AccessRequest.byUser("10.0.0.1", AccessAction.EWS, "u");
  private static final AccessRequest ROLE = AccessRequest.byRole("10.0.0.1", AccessAction.EWS, "r");

  static Stream<Arguments> conditions() {
    List<String> here = List.of("192.168.0.0/16", "10.0.0.0/24");
    List<String> there = List.of("10.0.1.0/24");
    return Stream.of(
        arguments("no condition", allowing(), true, true),
        arguments("in a range", allowing().ranges(here, NONE), true, true),
        arguments("in no range", allowing().ranges(there, NONE), false, false),
        arguments("in an excepted range", allowing().ranges(NONE, here), false, false),
        arguments("in no excepted range", allowing().ranges(NONE, there), true, true),
        arguments("in both", allowing().ranges(here, here), false, false),
        arguments("in the one alone", allowing().ranges(here, there), true, true),
        arguments("action listed", allowing().actions(List.of("IMAP", "EWS"), NONE), true, true),
        arguments("action not listed", allowing().actions(List.of("IMAP"), NONE), false, false),
        arguments("action excepted", allowing().actions(NONE, List.of("EWS")), false, false),
        arguments("other excepted", allowing().actions(NONE, List.of("SMTP")), true, true),
        arguments("user listed", allowing().users(List.of("u"), NONE), true, false),
        arguments("other user listed", allowing().users(List.of("v"), NONE), false, false),
        arguments("user excepted", allowing().users(NONE, List.of("u")), false, false),
        arguments("other user excepted", allowing().users(NONE, List.of("v")), true, false),
        arguments("user in both", allowing().users(List.of("u"), List.of("u")), false, false),
        arguments("role listed", allowing().roles(List.of("r"), NONE), false, true),
        arguments("other role listed", allowing().roles(List.of("s"), NONE), false, false),
        arguments("role excepted", allowing().roles(NONE, List.of("r")), false, false),
        arguments("other role excepted", allowing().roles(NONE, List.of("s")), false, true),
        arguments(
            "both named",
            allowing().users(List.of("u"), NONE).roles(List.of("r"), NONE),
            true,
            true),
        arguments(
            "the user and another role",
            allowing().users(List.of("u"), NONE).roles(List.of("s"), NONE),
            true,
            false),
        arguments(
            "other users and not this role",
            allowing().users(List.of("v"), NONE).roles(NONE, List.of("s")),
            false,
            true),
        arguments("a role of the user's id", allowing().roles(List.of("u"), NONE), false, false),
        arguments(
            "all but the address",
            allowing().ranges(there, NONE).actions(List.of("EWS"), NONE).users(List.of("u"), NONE),
            false,
            false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conditions")
  void aRuleMatchesWhenAllItsConditionsHold(
      String name, RuleUnderTest rule, boolean user, boolean role) {
    AccessRuleSet rules = AccessRuleSet.of(List.of(rule.done()));
    assertThat(rules.decide(USER).isAllowed()).isEqualTo(user);
    assertThat(rules.decide(ROLE).isAllowed()).isEqualTo(role);
  }

  @Test
  void theDefaultRuleAllowsEverything() {
    AccessRuleSet rules = AccessRuleSet.of(List.of(AccessRule.standard()));
    assertThat(rules.decide(USER)).isEqualTo(new AccessDecision(ALLOW, List.of("default")));
  }

  @Test
  void withoutRulesEverythingIsDenied() {
    assertThat(AccessRuleSet.of(List.of()).decide(USER))
        .isEqualTo(new AccessDecision(DENY, List.of()));
  }

  @Test
  void aRuleThatDeniesBeatsAllThatAllowAndIsNamedAlone() {
    AccessRuleSet rules =
        AccessRuleSet.of(
            List.of(
                AccessRule.standard(),
                rule("myRule", DENY).users(List.of("u"), NONE).done(),
                rule("other", DENY).users(List.of("v"), NONE).done()));
    assertThat(rules.decide(USER)).isEqualTo(new AccessDecision(DENY, List.of("myRule")));
    assertThat(rules.decide(ROLE)).isEqualTo(new AccessDecision(ALLOW, List.of("default")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ews", "Ews", "POP", "", "EWS "})
  void anActionIsWrittenInExactlyOneWay(String text) {
    assertThatThrownBy(() -> AccessAction.require(text)).isInstanceOf(OperationRejected.class);
  }
}
