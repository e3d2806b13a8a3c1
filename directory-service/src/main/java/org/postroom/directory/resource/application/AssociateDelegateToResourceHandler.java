package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_DELEGATE_TO_RESOURCE;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.AssociateDelegateToResourceRequest;
import org.postroom.contract.directory.AssociateDelegateToResourceResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.directory.resource.model.Delegation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * AssociateDelegateToResource: a user or group decides for a resource. A delegate already is no
 * error.
 */
@Singleton
class AssociateDelegateToResourceHandler
    implements CommandHandler<
        AssociateDelegateToResourceRequest, AssociateDelegateToResourceResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Delegations delegations;

  AssociateDelegateToResourceHandler(
      Organizations organizations, EntityIdentification identification, Delegations delegations) {
    this.organizations = organizations;
    this.identification = identification;
    this.delegations = delegations;
  }

  @Override
  public Operation<AssociateDelegateToResourceRequest, AssociateDelegateToResourceResponse>
      operation() {
    return ASSOCIATE_DELEGATE_TO_RESOURCE;
  }

  @Override
  public Uni<Outcome<AssociateDelegateToResourceResponse>> handle(
      AssociateDelegateToResourceRequest request, CommandContext context) {
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
                    .map(Delegation::requireAssociable)
                    .invoke(delegation -> organization.requireWritableDirectory(operation())))
        .chain(delegation -> decide(delegation, context))
        .map(
            decision ->
                Decisions.outcome(
                    new AssociateDelegateToResourceResponse(), decision, delegations::add));
  }

  private Uni<Decision<Delegation>> decide(Delegation delegation, CommandContext context) {
    return delegations.exists(context.session(), delegation).map(delegation::associate);
  }
}
