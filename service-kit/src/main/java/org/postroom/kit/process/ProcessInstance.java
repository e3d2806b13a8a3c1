package org.postroom.kit.process;

import java.time.Instant;

/**
 * A running process across contexts.
 *
 * @param id unique within the organization; participants confirm it by this id
 * @param kind its definition's {@link ProcessDefinition#kind}
 * @param organizationId the organization it is about
 * @param startedAt when it began
 */
public record ProcessInstance(String id, String kind, String organizationId, Instant startedAt) {}
