package org.postroom.kit.lane;

import org.postroom.kit.audit.AuditState;

/**
 * A lane's row.
 *
 * @param topicId Kafka's id of the topic the position belongs to; null before the first take-over
 * @param position the offset of the next record to consume
 * @param outboxNext the number of the next outbox row
 * @param outboxAcknowledged every row up to this number is known to be published
 * @param republish whether an operator wants every kept row published again
 * @param audit how far it has come with its audit records
 */
record LaneState(
    String topicId,
    long position,
    long outboxNext,
    long outboxAcknowledged,
    boolean republish,
    AuditState audit) {}
