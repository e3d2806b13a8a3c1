package org.postroom.kit.audit;

import java.time.Instant;
import org.postroom.audit.EntryType;

/**
 * What a transaction wants in its lane's chain.
 *
 * @param organizationId whom it is about
 * @param time when it happened
 * @param data JSON
 */
public record AuditDraft(String organizationId, EntryType type, Instant time, byte[] data) {}
