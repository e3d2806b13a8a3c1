package org.postroom.contract.directory;

import static org.postroom.contract.error.ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED;
import static org.postroom.contract.error.ErrorCode.DIRECTORY_UNAVAILABLE;
import static org.postroom.contract.error.ErrorCode.ENTITY_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ENTITY_STATE;
import static org.postroom.contract.error.ErrorCode.INVALID_PARAMETER;
import static org.postroom.contract.error.ErrorCode.NAME_AVAILABILITY;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_NOT_FOUND;
import static org.postroom.contract.error.ErrorCode.ORGANIZATION_STATE;
import static org.postroom.contract.error.ErrorCode.RESERVED_NAME;
import static org.postroom.contract.error.ErrorCode.UNSUPPORTED_OPERATION;
import static org.postroom.contract.operation.BoundedContext.DIRECTORY;
import static org.postroom.contract.operation.Operation.command;
import static org.postroom.contract.operation.Operation.query;

import org.postroom.contract.operation.Operation;

/** Operations on groups and their members. */
interface GroupOperations {
  /** Makes a group without members, DISABLED until it is registered. */
  Operation<CreateGroupRequest, CreateGroupResponse> CREATE_GROUP =
      command(
          "CreateGroup",
          DIRECTORY,
          CreateGroupRequest.class,
          CreateGroupResponse.class,
          CreateGroupRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          INVALID_PARAMETER,
          NAME_AVAILABILITY,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          RESERVED_NAME,
          UNSUPPORTED_OPERATION);

  /** Reads a group. */
  Operation<DescribeGroupRequest, DescribeGroupResponse> DESCRIBE_GROUP =
      query(
          "DescribeGroup",
          DIRECTORY,
          DescribeGroupRequest.class,
          DescribeGroupResponse.class,
          DescribeGroupRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Changes whether a group is hidden. */
  Operation<UpdateGroupRequest, UpdateGroupResponse> UPDATE_GROUP =
      command(
          "UpdateGroup",
          DIRECTORY,
          UpdateGroupRequest.class,
          UpdateGroupResponse.class,
          UpdateGroupRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Deletes a DISABLED group; an unknown group is no error. */
  Operation<DeleteGroupRequest, DeleteGroupResponse> DELETE_GROUP =
      command(
          "DeleteGroup",
          DIRECTORY,
          DeleteGroupRequest.class,
          DeleteGroupResponse.class,
          DeleteGroupRequest::organizationId,
          DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
          DIRECTORY_UNAVAILABLE,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE,
          UNSUPPORTED_OPERATION);

  /** Pages through the groups of an organization by at most one filter. */
  Operation<ListGroupsRequest, ListGroupsResponse> LIST_GROUPS =
      query(
          "ListGroups",
          DIRECTORY,
          ListGroupsRequest.class,
          ListGroupsResponse.class,
          ListGroupsRequest::organizationId,
          ENTITY_NOT_FOUND,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Pages through the direct members of a group. */
  Operation<ListGroupMembersRequest, ListGroupMembersResponse> LIST_GROUP_MEMBERS =
      query(
          "ListGroupMembers",
          DIRECTORY,
          ListGroupMembersRequest.class,
          ListGroupMembersResponse.class,
          ListGroupMembersRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);

  /** Adds a user or group to a group; a present member is no error. */
  Operation<AssociateMemberToGroupRequest, AssociateMemberToGroupResponse>
      ASSOCIATE_MEMBER_TO_GROUP =
          command(
              "AssociateMemberToGroup",
              DIRECTORY,
              AssociateMemberToGroupRequest.class,
              AssociateMemberToGroupResponse.class,
              AssociateMemberToGroupRequest::organizationId,
              DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
              DIRECTORY_UNAVAILABLE,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              UNSUPPORTED_OPERATION);

  /** Removes a member from a group; an absent member is no error. */
  Operation<DisassociateMemberFromGroupRequest, DisassociateMemberFromGroupResponse>
      DISASSOCIATE_MEMBER_FROM_GROUP =
          command(
              "DisassociateMemberFromGroup",
              DIRECTORY,
              DisassociateMemberFromGroupRequest.class,
              DisassociateMemberFromGroupResponse.class,
              DisassociateMemberFromGroupRequest::organizationId,
              DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
              DIRECTORY_UNAVAILABLE,
              ENTITY_NOT_FOUND,
              ENTITY_STATE,
              INVALID_PARAMETER,
              ORGANIZATION_NOT_FOUND,
              ORGANIZATION_STATE,
              UNSUPPORTED_OPERATION);

  /** Pages through the groups that have a user or group as direct member. */
  Operation<ListGroupsForEntityRequest, ListGroupsForEntityResponse> LIST_GROUPS_FOR_ENTITY =
      query(
          "ListGroupsForEntity",
          DIRECTORY,
          ListGroupsForEntityRequest.class,
          ListGroupsForEntityResponse.class,
          ListGroupsForEntityRequest::organizationId,
          ENTITY_NOT_FOUND,
          ENTITY_STATE,
          INVALID_PARAMETER,
          ORGANIZATION_NOT_FOUND,
          ORGANIZATION_STATE);
}
