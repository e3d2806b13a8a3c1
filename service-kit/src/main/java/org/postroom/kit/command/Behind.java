package org.postroom.kit.command;

import org.postroom.contract.operation.BoundedContext;

/**
 * A view that a command must wait for.
 *
 * @param owner whose events the view follows
 * @param organizationId the organization that it is about
 */
record Behind(BoundedContext owner, String organizationId) {}
