package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on mailboxes and the permissions on them. */
interface MailboxOperations {
  /** Reads size and quota of a user's mailbox. */
  Operation<GetMailboxDetailsRequest, GetMailboxDetailsResponse> GET_MAILBOX_DETAILS =
      query(
          "GetMailboxDetails",
          DIRECTORY,
          GetMailboxDetailsRequest.class,
          GetMailboxDetailsResponse.class,
          GetMailboxDetailsRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Sets the quota of a user's mailbox. */
  Operation<UpdateMailboxQuotaRequest, UpdateMailboxQuotaResponse> UPDATE_MAILBOX_QUOTA =
      command(
          "UpdateMailboxQuota",
          DIRECTORY,
          UpdateMailboxQuotaRequest.class,
          UpdateMailboxQuotaResponse.class,
          UpdateMailboxQuotaRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Sets what a grantee may do with a mailbox, replacing what it may do now. */
  Operation<PutMailboxPermissionsRequest, PutMailboxPermissionsResponse> PUT_MAILBOX_PERMISSIONS =
      command(
          "PutMailboxPermissions",
          DIRECTORY,
          PutMailboxPermissionsRequest.class,
          PutMailboxPermissionsResponse.class,
          PutMailboxPermissionsRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Takes all permissions on a mailbox from a grantee. */
  Operation<DeleteMailboxPermissionsRequest, DeleteMailboxPermissionsResponse>
      DELETE_MAILBOX_PERMISSIONS =
          command(
              "DeleteMailboxPermissions",
              DIRECTORY,
              DeleteMailboxPermissionsRequest.class,
              DeleteMailboxPermissionsResponse.class,
              DeleteMailboxPermissionsRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);

  /** Pages through the permissions on a mailbox. */
  Operation<ListMailboxPermissionsRequest, ListMailboxPermissionsResponse>
      LIST_MAILBOX_PERMISSIONS =
          query(
              "ListMailboxPermissions",
              DIRECTORY,
              ListMailboxPermissionsRequest.class,
              ListMailboxPermissionsResponse.class,
              ListMailboxPermissionsRequest::organizationId,
              ENTITY_NOT_FOUND,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE);
}
