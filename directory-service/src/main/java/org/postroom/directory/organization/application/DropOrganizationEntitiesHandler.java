package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommand;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Drops a Deleting organization's entities in a chain of commands, so that a large one holds nobody
 * up; the last one begins the removal from the other contexts.
 */
@Singleton
class DropOrganizationEntitiesHandler implements InternalCommandHandler<DropOrganizationEntities> {
  private final Organizations organizations;
  private final OrganizationEntities entities;
  private final OrganizationProcesses processes;

  DropOrganizationEntitiesHandler(
      Organizations organizations, OrganizationEntities entities, OrganizationProcesses processes) {
    this.organizations = organizations;
    this.entities = entities;
    this.processes = processes;
  }

  @Override
  public InternalCommandType<DropOrganizationEntities> type() {
    return DropOrganizationEntities.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(DropOrganizationEntities data, CommandContext context) {
    OrganizationId id = OrganizationId.of(context.organizationId());
    return organizations
        .find(context.session(), id)
        .chain(
            found ->
                found.map(Organization::state).filter(OrganizationState.DELETING::equals).isEmpty()
                    ? Uni.createFrom().item(Outcome.none())
                    : entities
                        .none(context.session(), id)
                        .map(none -> none ? removal(context) : drop(id, data.chunk())));
  }

  private Outcome<Void> removal(CommandContext context) {
    return processes.start(
        Outcome.none(), OrganizationRemoval.KIND, OrganizationRemoval.KIND, context);
  }

  private Outcome<Void> drop(OrganizationId id, int chunk) {
    return Outcome.none().changing(entities.dropSome(id)).sending(next(id, chunk + 1));
  }

  /** The command that drops this chunk. */
  static InternalCommand<DropOrganizationEntities> next(OrganizationId id, int chunk) {
    return DropOrganizationEntities.TYPE.of(
        id.value(), OrganizationRemoval.KIND + "/" + chunk, new DropOrganizationEntities(chunk));
  }
}
