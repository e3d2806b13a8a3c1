package org.postroom.policy.impersonation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.policy.AccessEffect.ALLOW;
import static org.postroom.contract.policy.AccessEffect.DENY;
import static org.postroom.policy.impersonation.model.RoleSamples.role;
import static org.postroom.policy.impersonation.model.RoleSamples.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.TestInfo;
import org.postroom.contract.policy.AccessEffect;

/** What holds for all rules. A failure names its seed. */
class RandomRulesTest {
  private static final int ROUNDS = 200;
  private static final List<String> USERS = List.of("u1", "u2", "u3", "u4");

  private Random random;
  private String seed;

  @BeforeEach
  void seed(TestInfo info) {
    long value = RandomGenerator.getDefault().nextLong();
    random = new Random(value);
    seed = "seed " + value;
  }

  @RepeatedTest(ROUNDS)
  void theOrderOfRulesDoesNotMatter() {
    List<Rule> rules = rules();
    List<Rule> shuffled = new ArrayList<>(rules);
    Collections.shuffle(shuffled, random);

    for (String user : USERS) {
      RoleEffect effect = role(rules).effectOn(user);
      RoleEffect other = role(shuffled).effectOn(user);
      assertThat(other.effect()).as(seed).isEqualTo(effect.effect());
      assertThat(new HashSet<>(other.rules())).as(seed).isEqualTo(new HashSet<>(effect.rules()));
    }
  }

  @RepeatedTest(ROUNDS)
  void oneMoreDenyNeverAllowsMore() {
    List<Rule> rules = rules();
    List<Rule> more = new ArrayList<>(rules);
    more.add(random.nextInt(more.size() + 1), rule("more", DENY, someUsers(), someUsers()));

    for (String user : USERS) {
      if (role(more).effectOn(user).isAllowed()) {
        assertThat(role(rules).effectOn(user).isAllowed()).as(seed).isTrue();
      }
    }
  }

  @RepeatedTest(ROUNDS)
  void oneMoreAllowNeverDeniesMore() {
    List<Rule> rules = rules();
    List<Rule> more = new ArrayList<>(rules);
    more.add(random.nextInt(more.size() + 1), rule("more", ALLOW, someUsers(), someUsers()));

    for (String user : USERS) {
      if (role(rules).effectOn(user).isAllowed()) {
        assertThat(role(more).effectOn(user).isAllowed()).as(seed).isTrue();
      }
    }
  }

  @RepeatedTest(ROUNDS)
  void whatDecidesMatchesAndHasTheEffect() {
    List<Rule> rules = rules();

    for (String user : USERS) {
      RoleEffect effect = role(rules).effectOn(user);
      assertThat(effect.rules()).as(seed).allMatch(rule -> rule.matches(user));
      assertThat(effect.rules()).as(seed).allMatch(rule -> rule.effect() == effect.effect());
      assertThat(effect.isAllowed() && effect.rules().isEmpty()).as(seed).isFalse();
    }
  }

  private List<Rule> rules() {
    return IntStream.range(0, random.nextInt(11))
        .mapToObj(
            i -> {
              AccessEffect effect = random.nextBoolean() ? ALLOW : DENY;
              return rule("r" + i, effect, someUsers(), someUsers());
            })
        .toList();
  }

  /** None in half of all cases. */
  private List<String> someUsers() {
    return random.nextBoolean()
        ? List.of()
        : USERS.stream().filter(user -> random.nextBoolean()).toList();
  }
}
