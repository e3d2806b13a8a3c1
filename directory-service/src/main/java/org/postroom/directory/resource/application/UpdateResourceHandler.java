package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.UPDATE_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ResourceType;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.UpdateResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.application.EntityNames;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.resource.model.Resource;
import org.postroom.directory.resource.model.ResourceUpdate;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * UpdateResource: what is absent stays, an empty description is cleared, booking options are
 * replaced together. As the operation has no error for a reserved name, such a name counts as
 * taken.
 */
@Singleton
class UpdateResourceHandler
    implements CommandHandler<UpdateResourceRequest, UpdateResourceResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityNames names;
  private final Resources resources;
  private final Delegations delegations;

  UpdateResourceHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityNames names,
      Resources resources,
      Delegations delegations) {
    this.organizations = organizations;
    this.identification = identification;
    this.names = names;
    this.resources = resources;
    this.delegations = delegations;
  }

  @Override
  public Operation<UpdateResourceRequest, UpdateResourceResponse> operation() {
    return UPDATE_RESOURCE;
  }

  @Override
  public Uni<Outcome<UpdateResourceResponse>> handle(
      UpdateResourceRequest request, CommandContext context) {
    ResourceUpdate update = update(request);
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireByAnything(
                        context.session(),
                        organization.id(),
                        request.resourceId(),
                        EntityKinds.RESOURCES)
                    .map(found -> found.requireNotDeleted())
                    .invoke(resource -> organization.requireWritableDirectory(operation())))
        .call(resource -> requireFree(resource, update.name(), context))
        .chain(
            resource ->
                hasDelegate(resource, update, context)
                    .map(delegate -> outcome(resource, resource.update(update, delegate))));
  }

  private Uni<Void> requireFree(Resource resource, EntityName name, CommandContext context) {
    return resource.isRenamedBy(name)
        ? names.requireFree(
            context.session(), resource.organizationId(), name.requireNotReservedAsTaken())
        : Uni.createFrom().voidItem();
  }

  /** Only asked where it matters. */
  private Uni<Boolean> hasDelegate(
      Resource resource, ResourceUpdate update, CommandContext context) {
    return update.needsDelegate()
        ? delegations
            .some(context.session(), resource.organizationId(), resource.id(), 1)
            .map(delegates -> !delegates.isEmpty())
        : Uni.createFrom().item(false);
  }

  private Outcome<UpdateResourceResponse> outcome(Resource before, Decision<Resource> decision) {
    Outcome<UpdateResourceResponse> outcome = Outcome.of(new UpdateResourceResponse());
    if (decision.changesNothing()) {
      return outcome;
    }
    Resource after = decision.after();
    if (before.isRenamedBy(after.name())) {
      outcome =
          outcome
              .changing(names.free(before.organizationId(), before.name().key()))
              .changing(names.claim(after.organizationId(), after.name().key(), after.named()));
    }
    return Decisions.told(outcome.changing(resources.replace(after)), decision);
  }

  private static ResourceUpdate update(UpdateResourceRequest request) {
    return new ResourceUpdate(
        request.name() == null ? null : EntityName.ofResource(request.name()),
        request.bookingOptions(),
        request.description(),
        request.type() == null ? null : ResourceType.valueOf(request.type()),
        request.hiddenFromGlobalAddressList());
  }
}
