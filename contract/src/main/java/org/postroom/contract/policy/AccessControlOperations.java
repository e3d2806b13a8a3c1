package org.postroom.contract.policy;

import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESOURCE_NOT_FOUND;
import static org.postroom.contract.operation.BoundedContext.POLICY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on access control rules. */
interface AccessControlOperations {
  /** Creates or replaces an access control rule. */
  Operation<PutAccessControlRuleRequest, PutAccessControlRuleResponse> PUT_ACCESS_CONTROL_RULE =
      command(
          "PutAccessControlRule",
          POLICY,
          PutAccessControlRuleRequest.class,
          PutAccessControlRuleResponse.class,
          PutAccessControlRuleRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          LIMIT_EXCEEDED,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          RESOURCE_NOT_FOUND);

  /** Deletes an access control rule; an unknown rule is no error. */
  Operation<DeleteAccessControlRuleRequest, DeleteAccessControlRuleResponse>
      DELETE_ACCESS_CONTROL_RULE =
          command(
              "DeleteAccessControlRule",
              POLICY,
              DeleteAccessControlRuleRequest.class,
              DeleteAccessControlRuleResponse.class,
              DeleteAccessControlRuleRequest::organizationId,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Reads all access control rules; not paged. */
  Operation<ListAccessControlRulesRequest, ListAccessControlRulesResponse>
      LIST_ACCESS_CONTROL_RULES =
          query(
              "ListAccessControlRules",
              POLICY,
              ListAccessControlRulesRequest.class,
              ListAccessControlRulesResponse.class,
              ListAccessControlRulesRequest::organizationId,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Says what the rules make of an access. */
  Operation<GetAccessControlEffectRequest, GetAccessControlEffectResponse>
      GET_ACCESS_CONTROL_EFFECT =
          query(
              "GetAccessControlEffect",
              POLICY,
              GetAccessControlEffectRequest.class,
              GetAccessControlEffectResponse.class,
              GetAccessControlEffectRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);
}
