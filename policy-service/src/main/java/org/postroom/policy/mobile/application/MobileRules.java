package org.postroom.policy.mobile.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;
import org.postroom.policy.mobile.model.MobileRule;
import org.postroom.policy.mobile.model.MobileRuleSet;

/** The mobile device access rules of organizations, no more than ten each. */
public interface MobileRules {
  /** All of an organization, in the order of their creation. */
  Uni<List<MobileRule>> all(Mutiny.Session session, String organizationId);

  /** The rules as they are committed at this moment, ready to be asked. */
  Uni<MobileRuleSet> ready(String organizationId);

  /** Stores a rule in the place of the one with this id, if there is one. */
  Change put(String organizationId, MobileRule rule);

  /** Deletes the rule with this id. */
  Change delete(String organizationId, String ruleId);
}
