package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCE_DELEGATES;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListResourceDelegatesRequest;
import org.postroom.contract.directory.ListResourceDelegatesResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListResourceDelegates, in the order in which they became that. */
@Singleton
class ListResourceDelegatesHandler
    implements QueryHandler<ListResourceDelegatesRequest, ListResourceDelegatesResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Delegations delegations;
  private final PageTokens tokens;

  ListResourceDelegatesHandler(
      Organizations organizations,
      EntityIdentification identification,
      Delegations delegations,
      PageTokens tokens) {
    this.organizations = organizations;
    this.identification = identification;
    this.delegations = delegations;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListResourceDelegatesRequest, ListResourceDelegatesResponse> operation() {
    return LIST_RESOURCE_DELEGATES;
  }

  @Override
  public Uni<ListResourceDelegatesResponse> handle(
      ListResourceDelegatesRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(),
                    organization.id(),
                    request.resourceId(),
                    EntityKinds.RESOURCES))
        .map(found -> found.requireNotDeleted())
        .chain(
            resource ->
                delegations.page(
                    context.session(),
                    resource.organizationId(),
                    resource.id(),
                    tokens.open(operation(), request, context, resource.id().value())))
        .map(found -> new ListResourceDelegatesResponse(found.items(), found.nextToken()));
  }
}
