package org.postroom.gateway.auth;

import java.util.List;
import java.util.Locale;
import org.postroom.contract.access.Glob;
import org.postroom.contract.access.TagCondition;

/**
 * One statement of a policy.
 *
 * @param denies whether it denies what it is about; else it allows it
 * @param actions patterns of {@code workmail:<Operation>} in lower case
 * @param resources patterns of organizations' ARNs; {@code *} alone for calls about none
 * @param conditions on the organization's tags; all of them must hold
 */
record PolicyStatement(
    boolean denies, List<String> actions, List<String> resources, List<TagCondition> conditions) {

  PolicyStatement {
    actions = actions.stream().map(action -> action.toLowerCase(Locale.ROOT)).toList();
    resources = List.copyOf(resources);
    conditions = List.copyOf(conditions);
  }

  /**
   * Whether it is about a call.
   *
   * @param action in lower case
   */
  boolean isAbout(String action, String resource) {
    return actions.stream().anyMatch(pattern -> Glob.matches(pattern, action))
        && resources.stream().anyMatch(pattern -> Glob.matches(pattern, resource));
  }
}
