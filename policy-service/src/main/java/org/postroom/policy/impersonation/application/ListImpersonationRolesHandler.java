package org.postroom.policy.impersonation.application;

import static org.postroom.contract.policy.PolicyOperations.LIST_IMPERSONATION_ROLES;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.ImpersonationRole;
import org.postroom.contract.policy.ListImpersonationRolesRequest;
import org.postroom.contract.policy.ListImpersonationRolesResponse;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.impersonation.model.Role;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** ListImpersonationRoles: in the order of creation, without rules and descriptions. */
@Singleton
class ListImpersonationRolesHandler
    implements QueryHandler<ListImpersonationRolesRequest, ListImpersonationRolesResponse> {
  private static final String NO_FILTER = "";

  private final PolicyOrganizations organizations;
  private final Roles roles;
  private final PageTokens tokens;

  ListImpersonationRolesHandler(PolicyOrganizations organizations, Roles roles, PageTokens tokens) {
    this.organizations = organizations;
    this.roles = roles;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListImpersonationRolesRequest, ListImpersonationRolesResponse> operation() {
    return LIST_IMPERSONATION_ROLES;
  }

  @Override
  public Uni<ListImpersonationRolesResponse> handle(
      ListImpersonationRolesRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .map(ignored -> tokens.open(operation(), request, context, NO_FILTER))
        .chain(page -> list(request.organizationId(), page, context));
  }

  private Uni<ListImpersonationRolesResponse> list(
      String organizationId, PageRequest request, QueryContext context) {
    return roles
        .after(context.session(), organizationId, request.afterNumber(), request.fetchLimit())
        .map(rows -> request.page(rows, row -> List.of(Long.toString(row.number()))))
        .map(
            page -> {
              Page<ImpersonationRole> shown = page.map(row -> summary(row.role()));
              return new ListImpersonationRolesResponse(shown.items(), shown.nextToken());
            });
  }

  private static ImpersonationRole summary(Role role) {
    return new ImpersonationRole(
        role.id(), role.name(), role.type(), role.created(), role.modified());
  }
}
