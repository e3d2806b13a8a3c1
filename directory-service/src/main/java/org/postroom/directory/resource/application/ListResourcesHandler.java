package org.postroom.directory.resource.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCES;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListResourcesRequest;
import org.postroom.contract.directory.ListResourcesResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.query.PageRequest;
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
        .chain(organization -> page(organization.id(), request, context));
  }

  private Uni<ListResourcesResponse> page(
      OrganizationId organization, ListResourcesRequest request, QueryContext context) {
    EntityFilter filter = EntityFilter.of(request.filters());
    PageRequest page =
        tokens.open(
            operation(),
            context.caller().account(),
            organization.value(),
            filter.canonical(),
            request.maxResults(),
            request.nextToken());
    return listing
        .page(context.session(), organization, filter, page)
        .map(found -> new ListResourcesResponse(found.items(), found.nextToken()));
  }
}
