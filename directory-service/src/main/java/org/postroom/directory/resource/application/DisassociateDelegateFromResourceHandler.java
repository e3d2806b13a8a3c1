package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_DELEGATE_FROM_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DisassociateDelegateFromResourceRequest;
import org.postroom.contract.directory.DisassociateDelegateFromResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.directory.resource.model.Resource;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * DisassociateDelegateFromResource, also while either is DISABLED; what is no delegate is no error.
 * The last delegate stays while the resource does not accept requests by itself.
 */
@Singleton
class DisassociateDelegateFromResourceHandler
    implements CommandHandler<
        DisassociateDelegateFromResourceRequest, DisassociateDelegateFromResourceResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Delegations delegations;

  DisassociateDelegateFromResourceHandler(
      Organizations organizations, EntityIdentification identification, Delegations delegations) {
    this.organizations = organizations;
    this.identification = identification;
    this.delegations = delegations;
  }

  @Override
  public Operation<
          DisassociateDelegateFromResourceRequest, DisassociateDelegateFromResourceResponse>
      operation() {
    return DISASSOCIATE_DELEGATE_FROM_RESOURCE;
  }

  @Override
  public Uni<Outcome<DisassociateDelegateFromResourceResponse>> handle(
      DisassociateDelegateFromResourceRequest request, CommandContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .chain(
            organization ->
                identification
                    .requireBoth(
                        context.session(),
                        organization.id(),
                        request.resourceId(),
                        EntityKinds.RESOURCES,
                        request.entityId(),
                        EntityKinds.USERS_AND_GROUPS,
                        Delegation::new)
                    .map(Delegation::requireNotDeleted)
                    .invoke(delegation -> organization.requireWritableDirectory(operation())))
        .chain(delegation -> decide(delegation, context))
        .map(
            decision ->
                Decisions.outcome(
                    new DisassociateDelegateFromResourceResponse(), decision, delegations::remove));
  }

  private Uni<Decision<Delegation>> decide(Delegation delegation, CommandContext context) {
    Resource resource = delegation.resource();
    return delegations
        .exists(context.session(), delegation)
        .chain(
            present ->
                delegations
                    .some(context.session(), resource.organizationId(), resource.id(), 2)
                    .map(some -> delegation.disassociate(present, some.size() == 1)));
  }
}
