package org.postroom.directory.address.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_ALIASES;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListAliasesRequest;
import org.postroom.contract.directory.ListAliasesResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/**
 * ListAliases: the aliases of an entity in the order in which they became that, without the primary
 * address. What is DISABLED has none.
 */
@Singleton
class ListAliasesHandler implements QueryHandler<ListAliasesRequest, ListAliasesResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final EntityAddresses addresses;
  private final PageTokens tokens;

  ListAliasesHandler(
      Organizations organizations,
      EntityIdentification identification,
      EntityAddresses addresses,
      PageTokens tokens) {
    this.organizations = organizations;
    this.identification = identification;
    this.addresses = addresses;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListAliasesRequest, ListAliasesResponse> operation() {
    return LIST_ALIASES;
  }

  @Override
  public Uni<ListAliasesResponse> handle(ListAliasesRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.requireById(
                    context.session(), organization.id(), request.entityId(), EntityKinds.ALL))
        .map(found -> found.requireNotDeleted())
        .chain(
            entity ->
                addresses.aliases(
                    context.session(),
                    entity.organizationId(),
                    entity.id(),
                    tokens.open(operation(), request, context, entity.id().value())))
        .map(found -> new ListAliasesResponse(found.items(), found.nextToken()));
  }
}
