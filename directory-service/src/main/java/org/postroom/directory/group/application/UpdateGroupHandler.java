package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.UPDATE_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.UpdateGroupRequest;
import org.postroom.contract.directory.UpdateGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** UpdateGroup: whether address lists leave the group out. */
@Singleton
class UpdateGroupHandler implements CommandHandler<UpdateGroupRequest, UpdateGroupResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Groups groups;

  UpdateGroupHandler(
      Organizations organizations, EntityIdentification identification, Groups groups) {
    this.organizations = organizations;
    this.identification = identification;
    this.groups = groups;
  }

  @Override
  public Operation<UpdateGroupRequest, UpdateGroupResponse> operation() {
    return UPDATE_GROUP;
  }

  @Override
  public Uni<Outcome<UpdateGroupResponse>> handle(
      UpdateGroupRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireByAnything(
                        context.session(), organization.id(), request.groupId(), EntityKinds.GROUPS)
                    .map(found -> found.requireNotDeleted())
                    .invoke(group -> organization.requireWritableDirectory(operation())))
        .map(group -> group.update(request.hiddenFromGlobalAddressList()))
        .map(decision -> Decisions.outcome(new UpdateGroupResponse(), decision, groups::replace));
  }
}
