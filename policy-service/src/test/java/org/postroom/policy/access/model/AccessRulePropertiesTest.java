package org.postroom.policy.access.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.AccessControlRuleEffect.ALLOW;
import static org.postroom.contract.policy.AccessControlRuleEffect.DENY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.policy.AccessControlRuleEffect;

/** What holds of any rules, on many random ones. */
class AccessRulePropertiesTest {
  private static final int ROUNDS = 2_000;
  private static final List<String> PRINCIPALS = List.of("a", "b", "c");

  private Random random;
  private String seed;

  @BeforeEach
  void begin() {
    long chosen = System.nanoTime();
    random = new Random(chosen);
    seed = "seed " + chosen;
  }

  @Test
  void theOrderOfRulesDoesNotMatter() {
    for (int round = 0; round < ROUNDS; round++) {
      List<AccessRule> rules = rules();
      List<AccessRule> shuffled = new ArrayList<>(rules);
      Collections.shuffle(shuffled, random);
      AccessRequest request = request();
      AccessDecision one = AccessRuleSet.of(rules).decide(request);
      AccessDecision other = AccessRuleSet.of(shuffled).decide(request);
      assertThat(other.effect()).as(seed).isEqualTo(one.effect());
      assertThat(new HashSet<>(other.matchedRules()))
          .as(seed)
          .isEqualTo(new HashSet<>(one.matchedRules()));
    }
  }

  @Test
  void aMatchingRuleThatDeniesNeverLoses() {
    for (int round = 0; round < ROUNDS; round++) {
      List<AccessRule> rules = rules();
      AccessRequest request = request();
      boolean denied =
          rules.stream()
              .filter(rule -> rule.effect() == DENY)
              .anyMatch(rule -> new CompiledAccessRule(rule).matches(request));
      AccessDecision decision = AccessRuleSet.of(rules).decide(request);
      if (denied) {
        assertThat(decision.effect()).as(seed).isEqualTo(DENY);
        assertThat(decision.matchedRules()).as(seed).isNotEmpty();
      }
      assertThat(decision.isAllowed() && decision.matchedRules().isEmpty()).as(seed).isFalse();
    }
  }

  @Test
  void anotherRuleThatDeniesNeverAllowsMore() {
    for (int round = 0; round < ROUNDS; round++) {
      List<AccessRule> rules = rules();
      List<AccessRule> more = new ArrayList<>(rules);
      more.add(random.nextInt(rules.size() + 1), rule("more", DENY));
      AccessRequest request = request();
      if (AccessRuleSet.of(more).decide(request).isAllowed()) {
        assertThat(AccessRuleSet.of(rules).decide(request).isAllowed()).as(seed).isTrue();
      }
    }
  }

  /** Whoever is gone stays in the rules; what would happen without him is not what may happen. */
  @Test
  void aRuleAboutOneUserIsNoRuleAboutEverybodyOnceTheUserIsGone() {
    AccessRule about = RuleUnderTest.rule("r", ALLOW).users(List.of("a"), List.of()).done();
    AccessRequest other = AccessRequest.byUser("10.0.0.1", AccessAction.IMAP, "b");
    assertThat(AccessRuleSet.of(List.of(about)).decide(other).isAllowed()).isFalse();
    AccessRule emptied = RuleUnderTest.rule("r", ALLOW).done();
    assertThat(AccessRuleSet.of(List.of(emptied)).decide(other).isAllowed()).isTrue();
  }

  private List<AccessRule> rules() {
    List<AccessRule> rules = new ArrayList<>();
    for (int i = random.nextInt(AccessRule.MAX_RULES); i >= 0; i--) {
      rules.add(rule("rule" + i, random.nextInt(3) == 0 ? DENY : ALLOW));
    }
    return rules;
  }

  private AccessRule rule(String name, AccessControlRuleEffect effect) {
    List<String> ranges = List.of("10.0.0.0/8", "10.128.0.0/9", "192.168.0.0/16", "0.0.0.0/1");
    List<String> actions = List.of("EWS", "IMAP", "SMTP");
    return RuleUnderTest.rule(name, effect)
        .ranges(some(ranges), some(ranges))
        .actions(some(actions), some(actions))
        .users(some(PRINCIPALS), some(PRINCIPALS))
        .roles(some(PRINCIPALS), some(PRINCIPALS))
        .done();
  }

  private AccessRequest request() {
    List<String> addresses = List.of("10.1.2.3", "10.200.0.0", "192.168.7.7", "200.0.0.1");
    String principal = PRINCIPALS.get(random.nextInt(PRINCIPALS.size()));
    String address = addresses.get(random.nextInt(addresses.size()));
    return random.nextBoolean()
        ? AccessRequest.byRole(address, AccessAction.EWS, principal)
        : AccessRequest.byUser(address, AccessAction.values()[random.nextInt(7)], principal);
  }

  private List<String> some(List<String> all) {
    if (random.nextInt(3) > 0) {
      return List.of();
    }
    return all.stream().filter(one -> random.nextBoolean()).toList();
  }
}
