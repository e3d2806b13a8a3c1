package org.postroom.policy.access.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.ListAccessControlRulesRequest;
import org.postroom.contract.policy.ListAccessControlRulesResponse;
import org.postroom.contract.policy.PolicyOperations;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.access.model.AccessRule;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** ListAccessControlRules: all of them, the default rule first. */
@Singleton
class ListAccessControlRulesHandler
    implements QueryHandler<ListAccessControlRulesRequest, ListAccessControlRulesResponse> {
  private final PolicyOrganizations organizations;
  private final AccessRules rules;

  ListAccessControlRulesHandler(PolicyOrganizations organizations, AccessRules rules) {
    this.organizations = organizations;
    this.rules = rules;
  }

  @Override
  public Operation<ListAccessControlRulesRequest, ListAccessControlRulesResponse> operation() {
    return PolicyOperations.LIST_ACCESS_CONTROL_RULES;
  }

  @Override
  public Uni<ListAccessControlRulesResponse> handle(
      ListAccessControlRulesRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> rules.all(context.session(), request.organizationId()))
        .map(
            all ->
                new ListAccessControlRulesResponse(all.stream().map(AccessRule::shown).toList()));
  }
}
