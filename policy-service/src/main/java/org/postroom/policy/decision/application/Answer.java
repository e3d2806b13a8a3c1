package org.postroom.policy.decision.application;

import java.time.Duration;
import org.postroom.policy.decision.model.Denial;
import org.postroom.policy.decision.model.Ruling;

/**
 * A ruling, and whom it is about.
 *
 * @param account the organization's owner; null when it is not known
 * @param userId null when the user is not known
 * @param roleId the role that was assumed; null when nobody impersonates
 * @param viewAge how old the view of the directory was; null when it was not looked at
 */
public record Answer(
    Ruling ruling,
    String account,
    String organizationId,
    String userId,
    String roleId,
    Duration viewAge) {

  /** The answer to a token that says nothing. */
  public static Answer tokenInvalid() {
    return new Answer(Ruling.denied(Denial.TOKEN_INVALID), null, null, null, null, null);
  }
}
