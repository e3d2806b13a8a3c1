package org.postroom.policy.decision.application;

import io.smallrye.mutiny.Uni;
import org.postroom.kit.view.ViewAge;

/** Finds out in one look what a decision needs to know beside the rules. */
public interface Facts {
  /**
   * What is known now; nobody is waited for.
   *
   * @param user a user's id or one of its addresses
   */
  Uni<Known> of(String organizationId, String user);

  /**
   * What is known of a user of an organization.
   *
   * @param account the organization's owner; null when it is not known
   * @param isActive whether the organization is there and Active
   * @param hasPolicies whether it has got its default rules
   * @param userId null when there is no such user
   * @param isEnabled whether the user is there and ENABLED
   * @param age how much all this is worth
   */
  record Known(
      String account,
      boolean isActive,
      boolean hasPolicies,
      String userId,
      boolean isEnabled,
      ViewAge age) {}
}
