package org.postroom.contract.policy;

import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESOURCE_NOT_FOUND;
import static org.postroom.contract.operation.BoundedContext.POLICY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on mobile device access rules and their overrides. */
interface MobileDeviceOperations {
  /** Makes a mobile device access rule. */
  Operation<CreateMobileDeviceAccessRuleRequest, CreateMobileDeviceAccessRuleResponse>
      CREATE_MOBILE_DEVICE_ACCESS_RULE =
          command(
                  "CreateMobileDeviceAccessRule",
                  POLICY,
                  CreateMobileDeviceAccessRuleRequest.class,
                  CreateMobileDeviceAccessRuleResponse.class,
                  CreateMobileDeviceAccessRuleRequest::organizationId,
                  INVALID_PARAMETER,
                  LIMIT_EXCEEDED,
                  ORGANIZATION_NOT_FOUND,
                  ORGANIZATION_STATE)
              .withClientToken(CreateMobileDeviceAccessRuleRequest::clientToken);

  /** Replaces a mobile device access rule; absent lists are removed. */
  Operation<UpdateMobileDeviceAccessRuleRequest, UpdateMobileDeviceAccessRuleResponse>
      UPDATE_MOBILE_DEVICE_ACCESS_RULE =
          command(
              "UpdateMobileDeviceAccessRule",
              POLICY,
              UpdateMobileDeviceAccessRuleRequest.class,
              UpdateMobileDeviceAccessRuleResponse.class,
              UpdateMobileDeviceAccessRuleRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Deletes a mobile device access rule; an unknown rule is no error. */
  Operation<DeleteMobileDeviceAccessRuleRequest, DeleteMobileDeviceAccessRuleResponse>
      DELETE_MOBILE_DEVICE_ACCESS_RULE =
          command(
              "DeleteMobileDeviceAccessRule",
              POLICY,
              DeleteMobileDeviceAccessRuleRequest.class,
              DeleteMobileDeviceAccessRuleResponse.class,
              DeleteMobileDeviceAccessRuleRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Reads all mobile device access rules; not paged. */
  Operation<ListMobileDeviceAccessRulesRequest, ListMobileDeviceAccessRulesResponse>
      LIST_MOBILE_DEVICE_ACCESS_RULES =
          query(
              "ListMobileDeviceAccessRules",
              POLICY,
              ListMobileDeviceAccessRulesRequest.class,
              ListMobileDeviceAccessRulesResponse.class,
              ListMobileDeviceAccessRulesRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Says what the rules make of a device; overrides do not count. */
  Operation<GetMobileDeviceAccessEffectRequest, GetMobileDeviceAccessEffectResponse>
      GET_MOBILE_DEVICE_ACCESS_EFFECT =
          query(
              "GetMobileDeviceAccessEffect",
              POLICY,
              GetMobileDeviceAccessEffectRequest.class,
              GetMobileDeviceAccessEffectResponse.class,
              GetMobileDeviceAccessEffectRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Creates or replaces the override for a user and a device. */
  Operation<PutMobileDeviceAccessOverrideRequest, PutMobileDeviceAccessOverrideResponse>
      PUT_MOBILE_DEVICE_ACCESS_OVERRIDE =
          command(
              "PutMobileDeviceAccessOverride",
              POLICY,
              PutMobileDeviceAccessOverrideRequest.class,
              PutMobileDeviceAccessOverrideResponse.class,
              PutMobileDeviceAccessOverrideRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Reads the override for a user and a device. */
  Operation<GetMobileDeviceAccessOverrideRequest, GetMobileDeviceAccessOverrideResponse>
      GET_MOBILE_DEVICE_ACCESS_OVERRIDE =
          query(
              "GetMobileDeviceAccessOverride",
              POLICY,
              GetMobileDeviceAccessOverrideRequest.class,
              GetMobileDeviceAccessOverrideResponse.class,
              GetMobileDeviceAccessOverrideRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Deletes an override; an absent override is no error. */
  Operation<DeleteMobileDeviceAccessOverrideRequest, DeleteMobileDeviceAccessOverrideResponse>
      DELETE_MOBILE_DEVICE_ACCESS_OVERRIDE =
          command(
              "DeleteMobileDeviceAccessOverride",
              POLICY,
              DeleteMobileDeviceAccessOverrideRequest.class,
              DeleteMobileDeviceAccessOverrideResponse.class,
              DeleteMobileDeviceAccessOverrideRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Pages through the overrides of an organization, a user or a device. */
  Operation<ListMobileDeviceAccessOverridesRequest, ListMobileDeviceAccessOverridesResponse>
      LIST_MOBILE_DEVICE_ACCESS_OVERRIDES =
          query(
              "ListMobileDeviceAccessOverrides",
              POLICY,
              ListMobileDeviceAccessOverridesRequest.class,
              ListMobileDeviceAccessOverridesResponse.class,
              ListMobileDeviceAccessOverridesRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);
}
