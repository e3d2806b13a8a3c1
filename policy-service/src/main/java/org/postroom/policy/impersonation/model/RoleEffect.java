package org.postroom.policy.impersonation.model;

import java.util.List;
import org.postroom.contract.policy.AccessEffect;

/**
 * What a role's rules come to for one user: a matching DENY denies, else a matching ALLOW allows,
 * else it is denied.
 *
 * @param effect whether the role may act as the user
 * @param rules those that match and have this effect, in the role's order; none when nothing
 *     matches
 */
public record RoleEffect(AccessEffect effect, List<Rule> rules) {
  public RoleEffect {
    rules = List.copyOf(rules);
  }

  static RoleEffect of(List<Rule> rules, String userId) {
    List<Rule> matching = rules.stream().filter(rule -> rule.matches(userId)).toList();
    AccessEffect effect =
        !matching.isEmpty()
                && matching.stream().allMatch(rule -> rule.effect() == AccessEffect.ALLOW)
            ? AccessEffect.ALLOW
            : AccessEffect.DENY;
    return new RoleEffect(
        effect, matching.stream().filter(rule -> rule.effect() == effect).toList());
  }

  /** Whether the role may act as the user. */
  public boolean isAllowed() {
    return effect == AccessEffect.ALLOW;
  }
}
