package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteResourceRequest;
import org.postroom.contract.directory.DeleteResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityDeletion;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * DeleteResource: leaves a tombstone; a resource that is unknown or DELETED already is no error.
 */
@Singleton
class DeleteResourceHandler
    implements CommandHandler<DeleteResourceRequest, DeleteResourceResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityDeletion deletion;

  DeleteResourceHandler(
      Organizations organizations, EntityIdentification identification, EntityDeletion deletion) {
    this.organizations = organizations;
    this.identification = identification;
    this.deletion = deletion;
  }

  @Override
  public Operation<DeleteResourceRequest, DeleteResourceResponse> operation() {
    return DELETE_RESOURCE;
  }

  @Override
  public Uni<Outcome<DeleteResourceResponse>> handle(
      DeleteResourceRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization ->
                identification.byIdOrName(
                    context.session(),
                    organization.id(),
                    request.resourceId(),
                    EntityKinds.RESOURCES))
        .chain(found -> deletion.of(found, Outcome.of(new DeleteResourceResponse()), context));
  }
}
