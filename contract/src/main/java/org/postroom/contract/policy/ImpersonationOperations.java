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

/** Operations on impersonation roles. */
interface ImpersonationOperations {
  /** Makes an impersonation role. */
  Operation<CreateImpersonationRoleRequest, CreateImpersonationRoleResponse>
      CREATE_IMPERSONATION_ROLE =
          command(
                  "CreateImpersonationRole",
                  POLICY,
                  CreateImpersonationRoleRequest.class,
                  CreateImpersonationRoleResponse.class,
                  CreateImpersonationRoleRequest::organizationId,
                  ENTITY_NOT_FOUND,
                  ENTITY_STATE,
                  INVALID_PARAMETER,
                  LIMIT_EXCEEDED,
                  ORGANIZATION_NOT_FOUND,
                  ORGANIZATION_STATE)
              .withClientToken(CreateImpersonationRoleRequest::clientToken);

  /** Replaces an impersonation role with its rules. */
  Operation<UpdateImpersonationRoleRequest, UpdateImpersonationRoleResponse>
      UPDATE_IMPERSONATION_ROLE =
          command(
              "UpdateImpersonationRole",
              POLICY,
              UpdateImpersonationRoleRequest.class,
              UpdateImpersonationRoleResponse.class,
              UpdateImpersonationRoleRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              LIMIT_EXCEEDED,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Reads an impersonation role with its rules. */
  Operation<GetImpersonationRoleRequest, GetImpersonationRoleResponse> GET_IMPERSONATION_ROLE =
      query(
          "GetImpersonationRole",
          POLICY,
          GetImpersonationRoleRequest.class,
          GetImpersonationRoleResponse.class,
          GetImpersonationRoleRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          RESOURCE_NOT_FOUND);

  /** Deletes an impersonation role; an unknown role is no error. */
  Operation<DeleteImpersonationRoleRequest, DeleteImpersonationRoleResponse>
      DELETE_IMPERSONATION_ROLE =
          command(
              "DeleteImpersonationRole",
              POLICY,
              DeleteImpersonationRoleRequest.class,
              DeleteImpersonationRoleResponse.class,
              DeleteImpersonationRoleRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Pages through the impersonation roles of an organization. */
  Operation<ListImpersonationRolesRequest, ListImpersonationRolesResponse>
      LIST_IMPERSONATION_ROLES =
          query(
              "ListImpersonationRoles",
              POLICY,
              ListImpersonationRolesRequest.class,
              ListImpersonationRolesResponse.class,
              ListImpersonationRolesRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Issues a short-lived token for an impersonation role. */
  Operation<AssumeImpersonationRoleRequest, AssumeImpersonationRoleResponse>
      ASSUME_IMPERSONATION_ROLE =
          query(
              "AssumeImpersonationRole",
              POLICY,
              AssumeImpersonationRoleRequest.class,
              AssumeImpersonationRoleResponse.class,
              AssumeImpersonationRoleRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);

  /** Says whether a role may act as a user. */
  Operation<GetImpersonationRoleEffectRequest, GetImpersonationRoleEffectResponse>
      GET_IMPERSONATION_ROLE_EFFECT =
          query(
              "GetImpersonationRoleEffect",
              POLICY,
              GetImpersonationRoleEffectRequest.class,
              GetImpersonationRoleEffectResponse.class,
              GetImpersonationRoleEffectRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              RESOURCE_NOT_FOUND);
}
