package org.postroom.system;

import static org.postroom.system.OwnOrganization.PASSWORD;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.PermissionType;

/**
 * Every call that names an entity: what is called is an entity and how the call names it. Whoever
 * else the call needs is there and ENABLED.
 */
final class EntityCalls {
  private final OwnOrganization organization;
  private final WorkMailClient workmail;
  private final Entity user;
  private final Entity group;
  private final Entity resource;

  EntityCalls(OwnOrganization organization) {
    this.organization = organization;
    this.workmail = organization.client();
    this.user = organization.enabled(Kind.USER);
    this.group = organization.enabled(Kind.GROUP);
    this.resource = organization.enabled(Kind.RESOURCE);
  }

  /** By the names that tables give them. */
  Map<String, BiConsumer<Entity, String>> all() {
    Map<String, BiConsumer<Entity, String>> calls = new HashMap<>();
    calls.put("RegisterToWorkMail", (e, by) -> register(by, organization.address(e)));
    calls.put(
        "DeregisterFromWorkMail",
        (e, by) ->
            workmail.deregisterFromWorkMail(r -> r.organizationId(organization.id()).entityId(by)));
    calls.put("Delete", (e, by) -> organization.delete(e.kind(), by));
    calls.put("Describe", (e, by) -> organization.describe(e.kind(), by));
    calls.put("Update", (e, by) -> organization.update(e.kind(), by));
    String id = organization.id();
    calls.put("RegisterToWorkMail, other address", (e, by) -> register(by, otherAddress(e)));
    calls.put(
        "ResetPassword",
        (e, by) -> workmail.resetPassword(r -> r.organizationId(id).userId(by).password(PASSWORD)));
    calls.put(
        "UpdateMailboxQuota",
        (e, by) ->
            workmail.updateMailboxQuota(r -> r.organizationId(id).userId(by).mailboxQuota(100)));
    calls.put(
        "GetMailboxDetails",
        (e, by) -> workmail.getMailboxDetails(r -> r.organizationId(id).userId(by)));
    addAddressCalls(calls, id);
    addMemberCalls(calls, id);
    addDelegateCalls(calls, id);
    addPermissionCalls(calls, id);
    return calls;
  }

  private void addAddressCalls(Map<String, BiConsumer<Entity, String>> calls, String id) {
    calls.put(
        "UpdatePrimaryEmailAddress",
        (e, by) ->
            workmail.updatePrimaryEmailAddress(
                r -> r.organizationId(id).entityId(by).email(otherAddress(e))));
    calls.put(
        "CreateAlias",
        (e, by) ->
            workmail.createAlias(r -> r.organizationId(id).entityId(by).alias(otherAddress(e))));
    calls.put(
        "DeleteAlias",
        (e, by) ->
            workmail.deleteAlias(r -> r.organizationId(id).entityId(by).alias(otherAddress(e))));
    calls.put(
        "ListAliases", (e, by) -> workmail.listAliases(r -> r.organizationId(id).entityId(by)));
  }

  private void addMemberCalls(Map<String, BiConsumer<Entity, String>> calls, String id) {
    calls.put("AssociateMemberToGroup, group", (e, by) -> associateMember(by, user.id()));
    calls.put("AssociateMemberToGroup, member", (e, by) -> associateMember(group.id(), by));
    calls.put("DisassociateMemberFromGroup, group", (e, by) -> disassociateMember(by, user.id()));
    calls.put("DisassociateMemberFromGroup, member", (e, by) -> disassociateMember(group.id(), by));
    calls.put(
        "ListGroupMembers",
        (e, by) -> workmail.listGroupMembers(r -> r.organizationId(id).groupId(by)));
    calls.put(
        "ListGroupsForEntity",
        (e, by) -> workmail.listGroupsForEntity(r -> r.organizationId(id).entityId(by)));
  }

  private void addDelegateCalls(Map<String, BiConsumer<Entity, String>> calls, String id) {
    calls.put("AssociateDelegateToResource, resource", (e, by) -> associateDelegate(by, user.id()));
    calls.put(
        "AssociateDelegateToResource, delegate", (e, by) -> associateDelegate(resource.id(), by));
    calls.put("DisassociateDelegate, resource", (e, by) -> disassociateDelegate(by, user.id()));
    calls.put("DisassociateDelegate, delegate", (e, by) -> disassociateDelegate(resource.id(), by));
    calls.put(
        "ListResourceDelegates",
        (e, by) -> workmail.listResourceDelegates(r -> r.organizationId(id).resourceId(by)));
  }

  private void addPermissionCalls(Map<String, BiConsumer<Entity, String>> calls, String id) {
    calls.put("PutMailboxPermissions, owner", (e, by) -> grant(by, user.id()));
    calls.put("PutMailboxPermissions, grantee", (e, by) -> grant(user.id(), by));
    calls.put("DeleteMailboxPermissions, owner", (e, by) -> revoke(by, user.id()));
    calls.put("DeleteMailboxPermissions, grantee", (e, by) -> revoke(user.id(), by));
    calls.put(
        "ListMailboxPermissions",
        (e, by) -> workmail.listMailboxPermissions(r -> r.organizationId(id).entityId(by)));
  }

  private void register(String identifier, String address) {
    workmail.registerToWorkMail(
        r -> r.organizationId(organization.id()).entityId(identifier).email(address));
  }

  private void associateMember(String to, String member) {
    workmail.associateMemberToGroup(
        r -> r.organizationId(organization.id()).groupId(to).memberId(member));
  }

  private void disassociateMember(String from, String member) {
    workmail.disassociateMemberFromGroup(
        r -> r.organizationId(organization.id()).groupId(from).memberId(member));
  }

  private void associateDelegate(String to, String delegate) {
    workmail.associateDelegateToResource(
        r -> r.organizationId(organization.id()).resourceId(to).entityId(delegate));
  }

  private void disassociateDelegate(String from, String delegate) {
    workmail.disassociateDelegateFromResource(
        r -> r.organizationId(organization.id()).resourceId(from).entityId(delegate));
  }

  private void grant(String owner, String grantee) {
    workmail.putMailboxPermissions(
        r ->
            r.organizationId(organization.id())
                .entityId(owner)
                .granteeId(grantee)
                .permissionValues(PermissionType.SEND_AS));
  }

  private void revoke(String owner, String grantee) {
    workmail.deleteMailboxPermissions(
        r -> r.organizationId(organization.id()).entityId(owner).granteeId(grantee));
  }

  private String otherAddress(Entity entity) {
    return organization.address("other." + entity.name());
  }
}
