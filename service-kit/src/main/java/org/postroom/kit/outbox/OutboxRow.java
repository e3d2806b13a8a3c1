package org.postroom.kit.outbox;

/** A record with its place in the order of its lane. */
public record OutboxRow(long number, OutboxRecord record) {}
