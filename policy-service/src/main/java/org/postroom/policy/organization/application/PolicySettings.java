package org.postroom.policy.organization.application;

import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;
import org.postroom.kit.command.Change;

/** What the policy context keeps for an organization as a whole. */
public interface PolicySettings {
  /** Whether the organization has got its defaults. */
  Uni<Boolean> exist(Mutiny.Session session, String organizationId);

  /**
   * Looks through the organizations in the order of their ids, 1,000 at once, for Active ones that
   * have not got their defaults.
   *
   * @param after the id after which to look; empty at first
   * @param limit how many to find at most
   */
  Uni<Look> missing(Mutiny.Session session, String after, int limit);

  /**
   * What was found.
   *
   * @param found the account of each organization by its id
   * @param last after which id to look next; null when all have been looked at
   */
  record Look(Map<String, String> found, String last) {}

  /** It has got them. */
  Change begin(String organizationId);

  /** Forgets the organization. */
  Change forget(String organizationId);
}
