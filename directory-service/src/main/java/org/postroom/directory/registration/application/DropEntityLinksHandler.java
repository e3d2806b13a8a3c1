package org.postroom.directory.registration.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Removes what ties a DELETED entity to others in a chain of commands, so that a large group holds
 * nobody up. Nobody is told: the deletion said it, and nothing reads such rows any longer.
 */
@Singleton
class DropEntityLinksHandler implements InternalCommandHandler<DropEntityLinks> {
  private final EntityLinks links;

  DropEntityLinksHandler(EntityLinks links) {
    this.links = links;
  }

  @Override
  public InternalCommandType<DropEntityLinks> type() {
    return DropEntityLinks.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(DropEntityLinks data, CommandContext context) {
    OrganizationId organization = OrganizationId.of(context.organizationId());
    EntityId entity = new EntityId(data.entityId());
    return links
        .any(context.session(), organization, entity)
        .map(
            any ->
                any
                    ? Outcome.none()
                        .changing(links.dropSome(organization, entity))
                        .sending(DropEntityLinks.of(organization, entity, data.chunk() + 1))
                    : Outcome.none());
  }
}
