package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.CreateResourceRequest;
import org.postroom.contract.directory.CreateResourceResponse;
import org.postroom.contract.directory.ResourceType;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.resource.model.Resource;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/** CreateResource: DISABLED until it is registered. */
@Singleton
class CreateResourceHandler
    implements CommandHandler<CreateResourceRequest, CreateResourceResponse> {
  private final Organizations organizations;
  private final EntityNames names;
  private final Resources resources;

  CreateResourceHandler(Organizations organizations, EntityNames names, Resources resources) {
    this.organizations = organizations;
    this.names = names;
    this.resources = resources;
  }

  @Override
  public Operation<CreateResourceRequest, CreateResourceResponse> operation() {
    return CREATE_RESOURCE;
  }

  @Override
  public Uni<Outcome<CreateResourceResponse>> handle(
      CreateResourceRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(organization -> organization.requireWritableDirectory(operation()))
        .chain(
            organization -> {
              EntityName name = EntityName.ofResource(request.name()).requireNotReserved();
              return names
                  .requireFree(context.session(), organization.id(), name)
                  .map(free -> create(organization.id(), name, request, context));
            });
  }

  private Outcome<CreateResourceResponse> create(
      OrganizationId organization,
      EntityName name,
      CreateResourceRequest request,
      CommandContext context) {
    EntityId id = Resource.idOf(context.newId("resource"));
    Decision<Resource> created =
        Resource.create(
            organization,
            id,
            name,
            ResourceType.valueOf(request.type()),
            request.description(),
            request.hiddenFromGlobalAddressList());
    return Decisions.told(
        Outcome.of(new CreateResourceResponse(id.value()))
            .changing(names.claim(organization, name.key(), created.after().named()))
            .changing(resources.add(created.after())),
        created);
  }
}
