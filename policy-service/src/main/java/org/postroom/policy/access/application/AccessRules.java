package org.postroom.policy.access.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.access.model.AccessRuleSet;

/** The access control rules of organizations. Reads join the given session, writes are changes. */
public interface AccessRules {
  /** All of an organization, the default rule first, then in the order of their creation. */
  Uni<List<AccessRule>> all(Mutiny.Session session, String organizationId);

  /** The names of an organization's rules, and when each was made. */
  Uni<Map<String, Instant>> names(Mutiny.Session session, String organizationId);

  /** The rules as they are committed at this moment, ready to be asked. */
  Uni<AccessRuleSet> ready(String organizationId);

  /** Stores a rule in the place of the one of this name, if there is one. */
  Change put(String organizationId, AccessRule rule);

  /** Deletes the rule of this name. */
  Change delete(String organizationId, String name);
}
