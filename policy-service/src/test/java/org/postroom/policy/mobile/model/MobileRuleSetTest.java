package org.postroom.policy.mobile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.ALLOW;
import static org.postroom.contract.policy.MobileDeviceAccessRuleEffect.DENY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.postroom.contract.policy.MobileDeviceAccessRuleEffect;

/** The documented rules, case by case, and what holds of any. */
class MobileRuleSetTest {
  private static final List<String> NONE = List.of();
  private static final PropertyCondition ANY = PropertyCondition.of(NONE, NONE);

  static Stream<Arguments> conditions() {
    return Stream.of(
        arguments(NONE, NONE, "iPhone", true),
        arguments(NONE, NONE, null, true),
        arguments(List.of("iPhone"), NONE, "iPhone", true),
        arguments(List.of("iphone"), NONE, "IPHONE15,2", true),
        arguments(List.of("iPhone15"), NONE, "iPhone", false),
        arguments(List.of("Phone"), NONE, "iPhone", false),
        arguments(List.of("Android", "iP"), NONE, "iPhone", true),
        arguments(List.of("iPhone"), NONE, null, false),
        arguments(List.of("$NONE"), NONE, null, true),
        arguments(List.of("$NONE"), NONE, "iPhone", false),
        arguments(List.of("$NONE", "iPhone"), NONE, "iPhone", true),
        arguments(NONE, List.of("iPhone"), "Android", true),
        arguments(NONE, List.of("iPhone"), "iphone15", false),
        arguments(NONE, List.of("iPhone"), null, false),
        arguments(NONE, List.of("$NONE"), null, false),
        arguments(NONE, List.of("$NONE"), "iPhone", true),
        arguments(List.of("$NONE"), List.of("iPhone"), null, false),
        arguments(List.of("iP"), List.of("iPad"), "iPhone", true),
        arguments(List.of("iP"), List.of("iPad"), "iPad", false));
  }

  @ParameterizedTest
  @MethodSource("conditions")
  void aConditionIsAboutPrefixes(
      List<String> listed, List<String> notListed, String reported, boolean expected) {
    PropertyCondition condition = PropertyCondition.of(listed, notListed);
    assertThat(condition.matches(reported)).isEqualTo(expected);
    // In the place of each property.
    assertThat(allowed(rule(condition, ANY, ANY, ANY), device(reported, "x", "x", "x")))
        .isEqualTo(expected);
    assertThat(allowed(rule(ANY, condition, ANY, ANY), device("x", reported, "x", "x")))
        .isEqualTo(expected);
    assertThat(allowed(rule(ANY, ANY, condition, ANY), device("x", "x", reported, "x")))
        .isEqualTo(expected);
    assertThat(allowed(rule(ANY, ANY, ANY, condition), device("x", "x", "x", reported)))
        .isEqualTo(expected);
  }

  @Test
  void allConditionsMustHold() {
    PropertyCondition phones = PropertyCondition.of(List.of("iPhone"), NONE);
    MobileRule rule = rule(phones, ANY, PropertyCondition.of(NONE, List.of("iOS 9")), ANY);
    assertThat(allowed(rule, device("iPhone", null, "iOS 17", null))).isTrue();
    assertThat(allowed(rule, device("iPhone", null, "iOS 9.1", null))).isFalse();
    assertThat(allowed(rule, device("Android", null, "iOS 17", null))).isFalse();
  }

  @Test
  void theDefaultAllowsAndWithoutRulesEverythingIsDenied() {
    MobileDevice device = device(null, null, null, null);
    MobileRule standard = MobileRule.standard("1", Instant.EPOCH);
    assertThat(MobileRuleSet.of(List.of(standard)).decide(device))
        .isEqualTo(new MobileDecision(ALLOW, List.of(standard)));
    assertThat(MobileRuleSet.of(List.of()).decide(device))
        .isEqualTo(new MobileDecision(DENY, List.of()));
  }

  @Test
  void inAnyOrderARuleThatDeniesNeverLosesAndOneMoreNeverAllowsMore() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      List<MobileRule> rules = new ArrayList<>();
      for (int i = random.nextInt(MobileRule.MAX_RULES); i >= 0; i--) {
        rules.add(rule("" + i, random.nextInt(3) == 0 ? DENY : ALLOW, random));
      }
      MobileDevice device =
          device(property(random), property(random), property(random), property(random));
      MobileDecision decision = MobileRuleSet.of(rules).decide(device);
      boolean denied =
          rules.stream().anyMatch(rule -> rule.effect() == DENY && rule.matches(device));
      if (denied) {
        assertThat(decision.isAllowed()).as("seed %d", seed).isFalse();
      }
      List<MobileRule> shuffled = new ArrayList<>(rules);
      Collections.shuffle(shuffled, random);
      MobileDecision other = MobileRuleSet.of(shuffled).decide(device);
      assertThat(other.effect()).as("seed %d", seed).isEqualTo(decision.effect());
      assertThat(new HashSet<>(other.matchedRules()))
          .as("seed %d", seed)
          .isEqualTo(new HashSet<>(decision.matchedRules()));
      rules.add(rule("more", DENY, random));
      if (MobileRuleSet.of(rules).decide(device).isAllowed()) {
        assertThat(decision.isAllowed()).as("seed %d", seed).isTrue();
      }
    }
  }

  private static String property(Random random) {
    int which = random.nextInt(4);
    return which == 3 ? null : List.of("aa", "AB", "b").get(which);
  }

  private static PropertyCondition condition(Random random) {
    return PropertyCondition.of(some(random), some(random));
  }

  private static List<String> some(Random random) {
    return random.nextInt(3) > 0
        ? NONE
        : Stream.of("a", "ab", "B", "$NONE").filter(one -> random.nextBoolean()).toList();
  }

  private static MobileRule rule(String id, MobileDeviceAccessRuleEffect effect, Random random) {
    return new MobileRule(
        id,
        "rule",
        null,
        effect,
        condition(random),
        condition(random),
        condition(random),
        condition(random),
        Instant.EPOCH,
        Instant.EPOCH);
  }

  private static MobileRule rule(
      PropertyCondition type,
      PropertyCondition model,
      PropertyCondition system,
      PropertyCondition agent) {
    return new MobileRule(
        "1", "rule", null, ALLOW, type, model, system, agent, Instant.EPOCH, Instant.EPOCH);
  }

  private static boolean allowed(MobileRule rule, MobileDevice device) {
    return MobileRuleSet.of(List.of(rule)).decide(device).isAllowed();
  }

  private static MobileDevice device(String type, String model, String system, String agent) {
    return new MobileDevice(type, model, system, agent);
  }
}
