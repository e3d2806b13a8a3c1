package org.postroom.policy.decision.http;

import java.time.Duration;
import java.util.List;
import org.postroom.policy.decision.application.Answer;
import org.postroom.policy.decision.model.Ruling;

/**
 * The answer to a mail server.
 *
 * @param reason why not; absent when it is allowed
 * @param matchedRules the rules that decided
 * @param userId whose mailbox it is: mailboxes are named after users' ids
 * @param impersonationRoleId the role that was assumed
 * @param viewAgeSeconds how old what is known of the directory is
 */
record Reply(
    boolean allowed,
    String reason,
    List<String> matchedRules,
    String organizationId,
    String userId,
    String impersonationRoleId,
    Long viewAgeSeconds) {

  static Reply of(Answer answer) {
    Ruling ruling = answer.ruling();
    Duration age = answer.viewAge();
    return new Reply(
        ruling.isAllowed(),
        ruling.isAllowed() ? null : ruling.denial().name(),
        ruling.matchedRules(),
        answer.organizationId(),
        answer.userId(),
        answer.roleId(),
        age == null ? null : age.toSeconds());
  }
}
