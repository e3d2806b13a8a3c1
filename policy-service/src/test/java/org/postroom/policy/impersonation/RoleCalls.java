package org.postroom.policy.impersonation;

import static org.postroom.contract.policy.PolicyOperations.ASSUME_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.CREATE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.DELETE_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE;
import static org.postroom.contract.policy.PolicyOperations.GET_IMPERSONATION_ROLE_EFFECT;
import static org.postroom.contract.policy.PolicyOperations.LIST_IMPERSONATION_ROLES;

import java.util.List;
import java.util.UUID;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.policy.AssumeImpersonationRoleRequest;
import org.postroom.contract.policy.AssumeImpersonationRoleResponse;
import org.postroom.contract.policy.CreateImpersonationRoleRequest;
import org.postroom.contract.policy.DeleteImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleEffectRequest;
import org.postroom.contract.policy.GetImpersonationRoleEffectResponse;
import org.postroom.contract.policy.GetImpersonationRoleRequest;
import org.postroom.contract.policy.GetImpersonationRoleResponse;
import org.postroom.contract.policy.ImpersonationRule;
import org.postroom.contract.policy.ListImpersonationRolesRequest;
import org.postroom.contract.policy.ListImpersonationRolesResponse;
import org.postroom.kit.testing.ScriptedDirectory;
import org.postroom.policy.testing.PolicyUnderTest;

/** What is done with the impersonation roles of an organization. */
record RoleCalls(PolicyUnderTest policy, String organization) {
  String create(String name, ImpersonationRule... rules) {
    return policy
        .commands
        .call(CREATE_IMPERSONATION_ROLE, organization, creation(name, rules))
        .impersonationRoleId();
  }

  ErrorCode creationRefusal(ImpersonationRule... rules) {
    return policy.commands.refusal(
        CREATE_IMPERSONATION_ROLE, organization, creation("refused", rules));
  }

  CreateImpersonationRoleRequest creation(String name, ImpersonationRule... rules) {
    return new CreateImpersonationRoleRequest(
        UUID.randomUUID().toString(), organization, name, "READ_ONLY", "about it", List.of(rules));
  }

  static ImpersonationRule rule(
      String id, String effect, List<String> targets, List<String> notTargets) {
    return new ImpersonationRule(id, null, null, effect, targets, notTargets);
  }

  void delete(String id) {
    policy.commands.call(
        DELETE_IMPERSONATION_ROLE,
        organization,
        new DeleteImpersonationRoleRequest(organization, id));
  }

  GetImpersonationRoleResponse get(String id) {
    return policy.queries.answer(
        GET_IMPERSONATION_ROLE, new GetImpersonationRoleRequest(organization, id));
  }

  String refusalOf(String id) {
    return policy.queries.refusal(
        GET_IMPERSONATION_ROLE,
        new GetImpersonationRoleRequest(organization, id),
        ScriptedDirectory.ACCOUNT);
  }

  GetImpersonationRoleEffectResponse effect(String id, String user) {
    return policy.queries.answer(
        GET_IMPERSONATION_ROLE_EFFECT,
        new GetImpersonationRoleEffectRequest(organization, id, user));
  }

  String effectRefusal(String id, String user) {
    return policy.queries.refusal(
        GET_IMPERSONATION_ROLE_EFFECT,
        new GetImpersonationRoleEffectRequest(organization, id, user),
        ScriptedDirectory.ACCOUNT);
  }

  ListImpersonationRolesResponse list(Integer maxResults, String token) {
    return policy.queries.answer(
        LIST_IMPERSONATION_ROLES,
        new ListImpersonationRolesRequest(organization, token, maxResults));
  }

  AssumeImpersonationRoleResponse assume(String id) {
    return policy.queries.answer(
        ASSUME_IMPERSONATION_ROLE, new AssumeImpersonationRoleRequest(organization, id));
  }
}
