package org.postroom.kit.inbox;

import org.postroom.contract.error.ErrorCode;

/**
 * The answer to a command that was decided.
 *
 * @param error null for success
 * @param body as in a reply
 * @param auditedRequestId the attempt whose effect has an audit record; null for none
 */
public record StoredReply(ErrorCode error, byte[] body, String auditedRequestId) {}
