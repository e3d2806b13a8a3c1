package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCES;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListResourcesRequest;
import org.postroom.contract.directory.ListResourcesResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListResources, by at most one filter; DELETED resources only when that state is asked for. */
@Singleton
class ListResourcesHandler implements QueryHandler<ListResourcesRequest, ListResourcesResponse> {
  private final Organizations organizations;
  private final ResourceListing listing;
  private final PageTokens tokens;

  ListResourcesHandler(Organizations organizations, ResourceListing listing, PageTokens tokens) {
    this.organizations = organizations;
    this.listing = listing;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListResourcesRequest, ListResourcesResponse> operation() {
    return LIST_RESOURCES;
  }

  @Override
  public Uni<ListResourcesResponse> handle(ListResourcesRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization -> {
              EntityFilter filter = EntityFilter.of(request.filters());
              return listing.page(
                  context.session(),
                  organization.id(),
                  filter,
                  tokens.open(operation(), request, context, filter.canonical()));
            })
        .map(found -> new ListResourcesResponse(found.items(), found.nextToken()));
  }
}
