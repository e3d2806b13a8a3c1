package org.postroom.policy.decision.application;

import org.postroom.contract.secret.Secret;

/**
 * May the bearer of this token get at this user's mailbox over EWS?
 *
 * @param user the user's id or one of its addresses
 * @param writes whether anything is to be changed there
 * @param ipAddress dotted IPv4
 */
public record ImpersonationQuestion(Secret token, String user, boolean writes, String ipAddress) {}
