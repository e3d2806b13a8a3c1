package org.postroom.kit;

import java.util.Set;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.operation.BoundedContext;

/**
 * What makes a service out of the kit; each service has exactly one bean of this type.
 *
 * @param context the context it owns
 * @param events what it emits
 * @param views the contexts whose events it follows
 */
public record ServiceDefinition(
    BoundedContext context, EventCatalogue events, Set<BoundedContext> views) {}
