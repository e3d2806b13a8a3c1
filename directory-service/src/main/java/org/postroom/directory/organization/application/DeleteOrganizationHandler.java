package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_ORGANIZATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.DeleteOrganizationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * DeleteOrganization: the organization is Deleting at once, which everybody is told at once, and
 * Deleted when nobody holds anything of it any more. What Postroom keeps of its users, groups and
 * resources goes with it. A directory that the operator has connected is left alone, whatever
 * DeleteDirectory says; one of Postroom's own is left behind empty, under its id and alias, unless
 * it is to be deleted too.
 */
@Singleton
class DeleteOrganizationHandler
    implements CommandHandler<DeleteOrganizationRequest, DeleteOrganizationResponse> {
  private final Organizations organizations;
  private final OrganizationEntities entities;

  DeleteOrganizationHandler(Organizations organizations, OrganizationEntities entities) {
    this.organizations = organizations;
    this.entities = entities;
  }

  @Override
  public Operation<DeleteOrganizationRequest, DeleteOrganizationResponse> operation() {
    return DELETE_ORGANIZATION;
  }

  @Override
  public Uni<Outcome<DeleteOrganizationResponse>> handle(
      DeleteOrganizationRequest request, CommandContext context) {
    return organizations
        .owned(context.session(), request.organizationId(), context.account())
        .map(Organization::requireDeletable)
        .chain(
            organization ->
                entities
                    .anyEnabledUser(context.session(), organization.id())
                    .map(
                        enabled ->
                            organization.delete(
                                enabled, request.forceDelete(), !request.deleteDirectory())))
        .map(this::begin);
  }

  private Outcome<DeleteOrganizationResponse> begin(Decision<Organization> decision) {
    Organization deleting = decision.after();
    return Decisions.outcome(
            new DeleteOrganizationResponse(deleting.id().value(), deleting.state().wireName()),
            decision,
            organizations::replace)
        .sending(DropOrganizationEntitiesHandler.next(deleting.id(), 1));
  }
}
