package org.postroom.policy.impersonation.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.kit.command.CommandContext;
import org.postroom.policy.directoryview.application.UserIdentification;
import org.postroom.policy.impersonation.model.Rule;

/** Reads the rules of a request: the users they name are found and kept by their ids. */
@Singleton
class RequestedRules {
  private final UserIdentification users;

  RequestedRules(UserIdentification users) {
    this.users = users;
  }

  /** The rules; a user that is unknown or not ENABLED refuses all of them. */
  Uni<List<Rule>> read(CommandContext context, List<ImpersonationRule> requested) {
    List<String> named = Rule.usersNamedIn(requested);
    if (named.isEmpty()) {
      return Uni.createFrom().item(rules(requested, Map.of()));
    }
    return users
        .requireAllEnabled(context, named)
        .map(
            found -> {
              Map<String, String> ids = new HashMap<>();
              found.forEach((name, user) -> ids.put(name, user.id()));
              return rules(requested, ids);
            });
  }

  private static List<Rule> rules(List<ImpersonationRule> requested, Map<String, String> ids) {
    return requested.stream().map(rule -> Rule.of(rule, ids)).toList();
  }
}
