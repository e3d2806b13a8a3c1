package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUP_MEMBERS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListGroupMembersRequest;
import org.postroom.contract.directory.ListGroupMembersResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListGroupMembers: the direct members, in the order in which they became that. */
@Singleton
class ListGroupMembersHandler
    implements QueryHandler<ListGroupMembersRequest, ListGroupMembersResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Memberships memberships;
  private final PageTokens tokens;

  ListGroupMembersHandler(
      Organizations organizations,
      EntityIdentification identification,
      Memberships memberships,
      PageTokens tokens) {
    this.organizations = organizations;
    this.identification = identification;
    this.memberships = memberships;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListGroupMembersRequest, ListGroupMembersResponse> operation() {
    return LIST_GROUP_MEMBERS;
  }

  @Override
  public Uni<ListGroupMembersResponse> handle(
      ListGroupMembersRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .chain(
            organization ->
                identification.requireByAnything(
                    context.session(), organization.id(), request.groupId(), EntityKinds.GROUPS))
        .map(found -> found.requireNotDeleted())
        .chain(
            group ->
                memberships.members(
                    context.session(),
                    group.organizationId(),
                    group.id(),
                    tokens.open(operation(), request, context, group.id().value())))
        .map(found -> new ListGroupMembersResponse(found.items(), found.nextToken()));
  }
}
