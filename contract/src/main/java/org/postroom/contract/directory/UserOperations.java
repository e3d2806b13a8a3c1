package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED;
import static org.postroom.contract.error.ErrorCode.DIRECTORY_UNAVAILABLE;
import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.INVALID_PASSWORD;
import static org.postroom.contract.error.ErrorCode.NAME_AVAILABILITY;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESERVED_NAME;
import static org.postroom.contract.error.ErrorCode.UNSUPPORTED_OPERATION;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on users. */
interface UserOperations {
  /** Makes a user, DISABLED until it is registered. */
  Operation<CreateUserRequest, CreateUserResponse> CREATE_USER =
      command(
          "CreateUser",
          DIRECTORY,
          CreateUserRequest.class,
          CreateUserResponse.class,
          CreateUserRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          INVALID_PARAMETER,
          INVALID_PASSWORD,
          NAME_AVAILABILITY,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          RESERVED_NAME,
          UNSUPPORTED_OPERATION);

  /** Reads a user. */
  Operation<DescribeUserRequest, DescribeUserResponse> DESCRIBE_USER =
      query(
          "DescribeUser",
          DIRECTORY,
          DescribeUserRequest.class,
          DescribeUserResponse.class,
          DescribeUserRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Changes attributes of a user: absent is unchanged, an empty text clears. */
  Operation<UpdateUserRequest, UpdateUserResponse> UPDATE_USER =
      command(
          "UpdateUser",
          DIRECTORY,
          UpdateUserRequest.class,
          UpdateUserResponse.class,
          UpdateUserRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Deletes a DISABLED user for good; an unknown user is no error. */
  Operation<DeleteUserRequest, DeleteUserResponse> DELETE_USER =
      command(
          "DeleteUser",
          DIRECTORY,
          DeleteUserRequest.class,
          DeleteUserResponse.class,
          DeleteUserRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Pages through the users of an organization by at most one filter. */
  Operation<ListUsersRequest, ListUsersResponse> LIST_USERS =
      query(
          "ListUsers",
          DIRECTORY,
          ListUsersRequest.class,
          ListUsersResponse.class,
          ListUsersRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Replaces the password of a user. */
  Operation<ResetPasswordRequest, ResetPasswordResponse> RESET_PASSWORD =
      command(
          "ResetPassword",
          DIRECTORY,
          ResetPasswordRequest.class,
          ResetPasswordResponse.class,
          ResetPasswordRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          INVALID_PASSWORD,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);
}
