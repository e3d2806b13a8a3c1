package org.postroom.directory.service;

import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_DELEGATE_TO_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_MEMBER_TO_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS_FOR_ENTITY;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUP_MEMBERS;
import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCE_DELEGATES;

import java.util.List;
import org.postroom.contract.directory.AssociateDelegateToResourceRequest;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.Delegate;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.ListGroupMembersRequest;
import org.postroom.contract.directory.ListGroupsForEntityFilters;
import org.postroom.contract.directory.ListGroupsForEntityRequest;
import org.postroom.contract.directory.ListResourceDelegatesRequest;
import org.postroom.contract.directory.Member;
import org.postroom.contract.error.ErrorCode;

/** A new Active organization of the running service, whose users, groups and rooms are ENABLED. */
final class OrganizationUnderTest {
  final DirectoryUnderTest directory;
  final String id;
  private final String domain;

  OrganizationUnderTest(DirectoryUnderTest directory) {
    this.directory = directory;
    this.id = directory.activeOrganization();
    this.domain = directory.describe(id).defaultMailDomain();
  }

  /** An address in the default mail domain. */
  String at(String localPart) {
    return localPart + "@" + domain;
  }

  String user(String name) {
    return registered(directory.createUser(id, name), name);
  }

  String group(String name) {
    return registered(directory.createGroup(id, name), name);
  }

  String room(String name) {
    return registered(directory.createRoom(id, name, null), name);
  }

  private String registered(String entity, String name) {
    directory.register(id, entity, at(name.replace(' ', '-')));
    return entity;
  }

  void deregister(String entity) {
    directory.deregister(id, entity);
  }

  void associate(String group, String member) {
    directory.commands.call(
        ASSOCIATE_MEMBER_TO_GROUP, id, new AssociateMemberToGroupRequest(id, group, member));
  }

  List<Member> members(String group) {
    return directory
        .query(LIST_GROUP_MEMBERS, new ListGroupMembersRequest(id, group, null, null))
        .members();
  }

  void delegate(String resource, String delegate) {
    directory.commands.call(
        ASSOCIATE_DELEGATE_TO_RESOURCE,
        id,
        new AssociateDelegateToResourceRequest(id, resource, delegate));
  }

  List<Delegate> delegates(String resource) {
    return directory
        .query(LIST_RESOURCE_DELEGATES, new ListResourceDelegatesRequest(id, resource, null, null))
        .delegates();
  }

  ErrorCode associationRefusal(String group, String member) {
    return directory.commands.refusal(
        ASSOCIATE_MEMBER_TO_GROUP, id, new AssociateMemberToGroupRequest(id, group, member));
  }

  List<String> groupsOf(String entity, String prefix) {
    return directory
        .query(
            LIST_GROUPS_FOR_ENTITY,
            new ListGroupsForEntityRequest(
                id,
                entity,
                prefix == null ? null : new ListGroupsForEntityFilters(prefix),
                null,
                null))
        .groups()
        .stream()
        .map(GroupIdentifier::groupId)
        .toList();
  }
}
