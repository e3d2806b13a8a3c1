package org.postroom.kit.audit;

import org.postroom.audit.ChainEntry;

/**
 * An entry of a lane's chain with its place among all that the lane has ever written, which grows
 * on when an epoch begins a new chain.
 */
public record AuditRow(long position, String organizationId, ChainEntry entry) {}
