package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.DIRECTORY_IN_USE;
import static org.postroom.contract.error.ErrorCode.DIRECTORY_UNAVAILABLE;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.LIMIT_EXCEEDED;
import static org.postroom.contract.error.ErrorCode.NAME_AVAILABILITY;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESOURCE_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.TOO_MANY_TAGS;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on organizations and their tags. */
interface OrganizationOperations {
  /** Requests a new organization, which is set up in the background. */
  Operation<CreateOrganizationRequest, CreateOrganizationResponse> CREATE_ORGANIZATION =
      command(
              "CreateOrganization",
              DIRECTORY,
              CreateOrganizationRequest.class,
              CreateOrganizationResponse.class,
              request -> null,
              DIRECTORY_IN_USE,
              DIRECTORY_UNAVAILABLE,
              INVALID_PARAMETER,
              LIMIT_EXCEEDED,
              NAME_AVAILABILITY)
          .withClientToken(CreateOrganizationRequest::clientToken);

  /** Reads an organization in any state, Deleted included. */
  Operation<DescribeOrganizationRequest, DescribeOrganizationResponse> DESCRIBE_ORGANIZATION =
      query(
          "DescribeOrganization",
          DIRECTORY,
          DescribeOrganizationRequest.class,
          DescribeOrganizationResponse.class,
          DescribeOrganizationRequest::organizationId,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND);

  /** Pages through the organizations of the caller's account, Deleted ones included. */
  Operation<ListOrganizationsRequest, ListOrganizationsResponse> LIST_ORGANIZATIONS =
      query(
          "ListOrganizations",
          DIRECTORY,
          ListOrganizationsRequest.class,
          ListOrganizationsResponse.class,
          request -> null,
          INVALID_PARAMETER);

  /** Starts the removal of an organization with everything in it. */
  Operation<DeleteOrganizationRequest, DeleteOrganizationResponse> DELETE_ORGANIZATION =
      command(
              "DeleteOrganization",
              DIRECTORY,
              DeleteOrganizationRequest.class,
              DeleteOrganizationResponse.class,
              DeleteOrganizationRequest::organizationId,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE)
          .withClientToken(DeleteOrganizationRequest::clientToken);

  /** Sets tags of an organization, overwriting equal keys. */
  Operation<TagResourceRequest, TagResourceResponse> TAG_RESOURCE =
      command(
          "TagResource",
          DIRECTORY,
          TagResourceRequest.class,
          TagResourceResponse.class,
          request -> OrganizationArn.organizationIdOf(request.resourceArn()),
          INVALID_PARAMETER,
          ORGANIZATION_STATE,
          RESOURCE_NOT_FOUND,
          TOO_MANY_TAGS);

  /** Removes tags of an organization by key; unknown keys are ignored. */
  Operation<UntagResourceRequest, UntagResourceResponse> UNTAG_RESOURCE =
      command(
          "UntagResource",
          DIRECTORY,
          UntagResourceRequest.class,
          UntagResourceResponse.class,
          request -> OrganizationArn.organizationIdOf(request.resourceArn()),
          RESOURCE_NOT_FOUND);

  /** Reads all tags of an organization; not paged. */
  Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> LIST_TAGS_FOR_RESOURCE =
      query(
          "ListTagsForResource",
          DIRECTORY,
          ListTagsForResourceRequest.class,
          ListTagsForResourceResponse.class,
          request -> OrganizationArn.organizationIdOf(request.resourceArn()),
          RESOURCE_NOT_FOUND);
}
