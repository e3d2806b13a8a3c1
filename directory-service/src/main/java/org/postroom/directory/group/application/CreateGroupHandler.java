package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.CreateGroupResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** CreateGroup: DISABLED until it is registered. */
@Singleton
class CreateGroupHandler implements CommandHandler<CreateGroupRequest, CreateGroupResponse> {
  private final Organizations organizations;
  private final EntityNames names;
  private final Groups groups;

  CreateGroupHandler(Organizations organizations, EntityNames names, Groups groups) {
    this.organizations = organizations;
    this.names = names;
    this.groups = groups;
  }

  @Override
  public Operation<CreateGroupRequest, CreateGroupResponse> operation() {
    return CREATE_GROUP;
  }

  @Override
  public Uni<Outcome<CreateGroupResponse>> handle(
      CreateGroupRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization -> {
              EntityName name = EntityName.ofGroup(request.name()).requireNotReserved();
              return names
                  .requireFree(context.session(), organization.id(), name)
                  .map(free -> create(organization.id(), name, request, context));
            });
  }

  private Outcome<CreateGroupResponse> create(
      OrganizationId organization,
      EntityName name,
      CreateGroupRequest request,
      CommandContext context) {
    EntityId id = EntityId.parse(context.newId("group")).orElseThrow();
    Decision<Group> created =
        Group.create(organization, id, name, request.hiddenFromGlobalAddressList());
    return Decisions.told(
        Outcome.of(new CreateGroupResponse(id.value()))
            .changing(names.claim(organization, name.key(), created.after().named()))
            .changing(groups.add(created.after())),
        created);
  }
}
