package org.postroom.directory.group.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS_FOR_ENTITY;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.ListGroupsForEntityFilters;
import org.postroom.contract.directory.ListGroupsForEntityRequest;
import org.postroom.contract.directory.ListGroupsForEntityResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.registration.application.EntityIdentification;
import org.postroom.directory.registration.application.EntityKinds;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/**
 * ListGroupsForEntity: the groups that have a user or group as direct member, DISABLED ones too.
 */
@Singleton
class ListGroupsForEntityHandler
    implements QueryHandler<ListGroupsForEntityRequest, ListGroupsForEntityResponse> {
  private final Organizations organizations;
  private final EntityIdentification identification;
  private final Memberships memberships;
  private final PageTokens tokens;

  ListGroupsForEntityHandler(
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
  public Operation<ListGroupsForEntityRequest, ListGroupsForEntityResponse> operation() {
    return LIST_GROUPS_FOR_ENTITY;
  }

  @Override
  public Uni<ListGroupsForEntityResponse> handle(
      ListGroupsForEntityRequest request, QueryContext context) {
    return organizations
        .active(context.session(), request.organizationId(), context.caller().account())
        .map(Organization::id)
        .chain(
            organization ->
                identification
                    .requireByAnything(
                        context.session(),
                        organization,
                        request.entityId(),
                        EntityKinds.USERS_AND_GROUPS)
                    .invoke(entity -> entity.requireNotDeleted())
                    .chain(entity -> page(organization, entity.id(), request, context)));
  }

  private Uni<ListGroupsForEntityResponse> page(
      OrganizationId organization,
      EntityId entity,
      ListGroupsForEntityRequest request,
      QueryContext context) {
    String prefix = prefix(request.filters());
    PageRequest page =
        tokens.open(
            operation(),
            request,
            context,
            prefix == null ? entity.value() : entity.value() + "/" + prefix);
    return memberships
        .groupsOf(context.session(), organization, entity, prefix, page)
        .map(found -> new ListGroupsForEntityResponse(found.items(), found.nextToken()));
  }

  private static String prefix(ListGroupsForEntityFilters filters) {
    return filters == null || filters.groupNamePrefix() == null
        ? null
        : CaseFolding.storableKey(filters.groupNamePrefix(), "GroupNamePrefix");
  }
}
