package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED;
import static org.postroom.contract.error.ErrorCode.DIRECTORY_UNAVAILABLE;
import static org.postroom.contract.error.ErrorCode.EMAIL_ADDRESS_IN_USE;
import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_CONFIGURATION;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.MAIL_DOMAIN_STATE;
import static org.postroom.contract.error.ErrorCode.NAME_AVAILABILITY;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESERVED_NAME;
import static org.postroom.contract.error.ErrorCode.UNSUPPORTED_OPERATION;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on resources and their delegates. */
interface ResourceOperations {
  /** Makes a room or a piece of equipment, DISABLED until it is registered. */
  Operation<CreateResourceRequest, CreateResourceResponse> CREATE_RESOURCE =
      command(
          "CreateResource",
          DIRECTORY,
          CreateResourceRequest.class,
          CreateResourceResponse.class,
          CreateResourceRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          INVALID_PARAMETER,
          NAME_AVAILABILITY,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          RESERVED_NAME,
          UNSUPPORTED_OPERATION);

  /** Reads a resource. */
  Operation<DescribeResourceRequest, DescribeResourceResponse> DESCRIBE_RESOURCE =
      query(
          "DescribeResource",
          DIRECTORY,
          DescribeResourceRequest.class,
          DescribeResourceResponse.class,
          DescribeResourceRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Changes a resource: absent is unchanged. */
  Operation<UpdateResourceRequest, UpdateResourceResponse> UPDATE_RESOURCE =
      command(
          "UpdateResource",
          DIRECTORY,
          UpdateResourceRequest.class,
          UpdateResourceResponse.class,
          UpdateResourceRequest::organizationId,
          DIRECTORY_UNAVAILABLE,
          EMAIL_ADDRESS_IN_USE,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_CONFIGURATION,
          INVALID_PARAMETER,
          MAIL_DOMAIN_NOT_FOUND,
          MAIL_DOMAIN_STATE,
          NAME_AVAILABILITY,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Deletes a DISABLED resource; an unknown resource is no error. */
  Operation<DeleteResourceRequest, DeleteResourceResponse> DELETE_RESOURCE =
      command(
          "DeleteResource",
          DIRECTORY,
          DeleteResourceRequest.class,
          DeleteResourceResponse.class,
          DeleteResourceRequest::organizationId,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Pages through the resources of an organization by at most one filter. */
  Operation<ListResourcesRequest, ListResourcesResponse> LIST_RESOURCES =
      query(
          "ListResources",
          DIRECTORY,
          ListResourcesRequest.class,
          ListResourcesResponse.class,
          ListResourcesRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Pages through the delegates of a resource. */
  Operation<ListResourceDelegatesRequest, ListResourceDelegatesResponse> LIST_RESOURCE_DELEGATES =
      query(
          "ListResourceDelegates",
          DIRECTORY,
          ListResourceDelegatesRequest.class,
          ListResourceDelegatesResponse.class,
          ListResourceDelegatesRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Adds a user or group to the delegates of a resource. */
  Operation<AssociateDelegateToResourceRequest, AssociateDelegateToResourceResponse>
      ASSOCIATE_DELEGATE_TO_RESOURCE =
          command(
              "AssociateDelegateToResource",
              DIRECTORY,
              AssociateDelegateToResourceRequest.class,
              AssociateDelegateToResourceResponse.class,
              AssociateDelegateToResourceRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              UNSUPPORTED_OPERATION);

  /** Removes a delegate from a resource. */
  Operation<DisassociateDelegateFromResourceRequest, DisassociateDelegateFromResourceResponse>
      DISASSOCIATE_DELEGATE_FROM_RESOURCE =
          command(
              "DisassociateDelegateFromResource",
              DIRECTORY,
              DisassociateDelegateFromResourceRequest.class,
              DisassociateDelegateFromResourceResponse.class,
              DisassociateDelegateFromResourceRequest::organizationId,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              UNSUPPORTED_OPERATION);
}
