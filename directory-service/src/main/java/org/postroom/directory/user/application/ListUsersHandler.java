package org.postroom.directory.user.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_USERS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListUsersRequest;
import org.postroom.contract.directory.ListUsersResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.EntityFilter;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListUsers, by at most one filter; DELETED users only when that state is asked for. */
@Singleton
class ListUsersHandler implements QueryHandler<ListUsersRequest, ListUsersResponse> {
  private final Organizations organizations;
  private final UserListing listing;
  private final PageTokens tokens;

  ListUsersHandler(Organizations organizations, UserListing listing, PageTokens tokens) {
    this.organizations = organizations;
    this.listing = listing;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListUsersRequest, ListUsersResponse> operation() {
    return LIST_USERS;
  }

  @Override
  public Uni<ListUsersResponse> handle(ListUsersRequest request, QueryContext context) {
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
        .map(found -> new ListUsersResponse(found.items(), found.nextToken()));
  }
}
