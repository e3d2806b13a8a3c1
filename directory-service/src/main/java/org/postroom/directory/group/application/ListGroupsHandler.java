package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListGroupsRequest;
import org.postroom.contract.directory.ListGroupsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListGroups, by at most one filter; DELETED groups only when that state is asked for. */
@Singleton
class ListGroupsHandler implements QueryHandler<ListGroupsRequest, ListGroupsResponse> {
  private final Organizations organizations;
  private final GroupListing listing;
  private final PageTokens tokens;

  ListGroupsHandler(Organizations organizations, GroupListing listing, PageTokens tokens) {
    this.organizations = organizations;
    this.listing = listing;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListGroupsRequest, ListGroupsResponse> operation() {
    return LIST_GROUPS;
  }

  @Override
  public Uni<ListGroupsResponse> handle(ListGroupsRequest request, QueryContext context) {
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
        .map(found -> new ListGroupsResponse(found.items(), found.nextToken()));
  }
}
