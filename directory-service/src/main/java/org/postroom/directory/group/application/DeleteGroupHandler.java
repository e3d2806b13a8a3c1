package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.DELETE_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DeleteGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityDeletion;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** DeleteGroup: leaves a tombstone; a group that is unknown or DELETED already is no error. */
@Singleton
class DeleteGroupHandler implements CommandHandler<DeleteGroupRequest, DeleteGroupResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityDeletion deletion;

  DeleteGroupHandler(
      Organizations organizations, EntityIdentification identification, EntityDeletion deletion) {
    this.organizations = organizations;
    this.identification = identification;
    this.deletion = deletion;
  }

  @Override
  public Operation<DeleteGroupRequest, DeleteGroupResponse> operation() {
    return DELETE_GROUP;
  }

  @Override
  public Uni<Outcome<DeleteGroupResponse>> handle(
      DeleteGroupRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization ->
                identification.byIdOrName(
                    context.session(), organization.id(), request.groupId(), EntityKinds.GROUPS))
        .chain(found -> deletion.of(found, Outcome.of(new DeleteGroupResponse()), context));
  }
}
