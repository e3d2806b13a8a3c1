package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.system.OwnOrganization.answer;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.system.OwnOrganization.Entity;
import org.postroom.system.OwnOrganization.Kind;
import software.amazon.awssdk.services.workmail.model.DescribeEntityResponse;
import software.amazon.awssdk.services.workmail.model.DescribeGroupResponse;
import software.amazon.awssdk.services.workmail.model.DescribeResourceResponse;
import software.amazon.awssdk.services.workmail.model.EntityState;
import software.amazon.awssdk.services.workmail.model.EntityType;
import software.amazon.awssdk.services.workmail.model.GetMailboxDetailsResponse;
import software.amazon.awssdk.services.workmail.model.GroupIdentifier;
import software.amazon.awssdk.services.workmail.model.Member;
import software.amazon.awssdk.services.workmail.model.MemberType;
import software.amazon.awssdk.services.workmail.model.Permission;
import software.amazon.awssdk.services.workmail.model.PermissionType;
import software.amazon.awssdk.services.workmail.model.ResourceType;
import software.amazon.awssdk.services.workmail.model.Tag;

/** Groups, resources, addresses, mailboxes, permissions and tags, as a script uses them. */
class DirectoryLifeIT extends GivenOrganization {
  @Test
  void groupsHoldUsersAndGroups() {
    Entity staff = organization.create(Kind.GROUP, "All of Österreich");
    DescribeGroupResponse created = group(staff.id());
    assertThat(created.name()).isEqualTo("All of Österreich");
    assertThat(created.state()).isEqualTo(EntityState.DISABLED);
    assertThat(created.email()).isNull();
    assertThat(created.enabledDate()).isNull();
    assertThat(created.hiddenFromGlobalAddressList()).isFalse();
    String address = organization.address("all");
    workmail.registerToWorkMail(r -> r.organizationId(id).entityId(staff.id()).email(address));
    workmail.updateGroup(
        r -> r.organizationId(id).groupId(address).hiddenFromGlobalAddressList(true));
    assertThat(group(address).hiddenFromGlobalAddressList()).isTrue();
    assertThat(group(address).email()).isEqualTo(address);
    assertThat(group(address).enabledDate()).isNotNull();

    Entity team = organization.enabled(Kind.GROUP);
    Entity ann = organization.enabled(Kind.USER);
    for (int twice = 0; twice < 2; twice++) {
      associate(staff, team);
      associate(team, ann);
      associate(staff, ann);
    }
    assertThat(members(staff)).extracting(Member::id).containsExactly(team.id(), ann.id());
    assertThat(members(staff))
        .extracting(Member::type)
        .containsExactly(MemberType.GROUP, MemberType.USER);
    assertThat(members(staff)).extracting(Member::name).containsExactly(team.name(), ann.name());
    assertThat(answer(() -> associate(team, staff))).isEqualTo("InvalidParameter");
    assertThat(groupsOf(ann)).containsExactly(team.id(), staff.id());

    for (int twice = 0; twice < 2; twice++) {
      workmail.disassociateMemberFromGroup(
          r -> r.organizationId(id).groupId(staff.id()).memberId(ann.id()));
    }
    organization.deregister(team);
    assertThat(members(staff)).extracting(Member::state).containsExactly(EntityState.DISABLED);
    organization.delete(team);
    assertThat(members(staff)).isEmpty();
    assertThat(groupsOf(ann)).isEmpty();
  }

  @Test
  void resourcesHaveDelegates() {
    String room =
        workmail
            .createResource(
                r ->
                    r.organizationId(id)
                        .name("room-1")
                        .type(ResourceType.ROOM)
                        .description("By the lake"))
            .resourceId();
    DescribeResourceResponse created = resource(room);
    assertThat(room).matches("r-[0-9a-f]{32}");
    assertThat(created.description()).isEqualTo("By the lake");
    assertThat(created.type()).isEqualTo(ResourceType.ROOM);
    assertThat(created.bookingOptions().autoAcceptRequests()).isTrue();
    assertThat(created.bookingOptions().autoDeclineRecurringRequests()).isFalse();
    assertThat(created.bookingOptions().autoDeclineConflictingRequests()).isTrue();

    organization.register(new Entity(Kind.RESOURCE, room, "room-1"));
    Entity ann = organization.enabled(Kind.USER);
    for (int twice = 0; twice < 2; twice++) {
      workmail.associateDelegateToResource(
          r -> r.organizationId(id).resourceId("ROOM-1").entityId(ann.name()));
    }
    workmail.updateResource(
        r ->
            r.organizationId(id)
                .resourceId(room)
                .name("Room-2")
                .type(ResourceType.EQUIPMENT)
                .description("")
                .bookingOptions(b -> b.autoDeclineRecurringRequests(true)));
    DescribeResourceResponse updated = resource("room-2");
    assertThat(updated.name()).isEqualTo("Room-2");
    assertThat(updated.type()).isEqualTo(ResourceType.EQUIPMENT);
    assertThat(updated.description()).isNull();
    assertThat(updated.bookingOptions().autoAcceptRequests()).isFalse();
    assertThat(updated.bookingOptions().autoDeclineRecurringRequests()).isTrue();
    assertThat(updated.bookingOptions().autoDeclineConflictingRequests()).isFalse();
    assertThat(answer(() -> resource("room-1"))).isEqualTo("EntityNotFound");
    organization.create(Kind.USER, "room-1");

    assertThat(workmail.listResourceDelegates(r -> r.organizationId(id).resourceId(room)))
        .satisfies(
            found ->
                assertThat(found.delegates())
                    .singleElement()
                    .satisfies(
                        delegate -> {
                          assertThat(delegate.id()).isEqualTo(ann.id());
                          assertThat(delegate.type()).isEqualTo(MemberType.USER);
                        }));
  }

  @Test
  void addressesAreSwappedAndFreed() {
    Entity ann = organization.enabled(Kind.USER, "ann");
    Entity bob = organization.enabled(Kind.USER, "bob");
    String alias = organization.address("Anna");
    for (int twice = 0; twice < 2; twice++) {
      workmail.createAlias(r -> r.organizationId(id).entityId(ann.id()).alias(alias));
    }
    assertThat(aliases(ann)).containsExactly(alias);
    workmail.updatePrimaryEmailAddress(
        r -> r.organizationId(id).entityId("ann").email(organization.address("ANNA")));
    assertThat(aliases(ann)).containsExactly(organization.address("ann"));
    workmail.updatePrimaryEmailAddress(
        r -> r.organizationId(id).entityId("ann").email(organization.address("ann.e")));
    assertThat(aliases(ann)).hasSize(2);

    DescribeEntityResponse found =
        workmail.describeEntity(r -> r.organizationId(id).email(organization.address("ANNa")));
    assertThat(found.entityId()).isEqualTo(ann.id());
    assertThat(found.name()).isEqualTo("ann");
    assertThat(found.type()).isEqualTo(EntityType.USER);

    for (int twice = 0; twice < 2; twice++) {
      workmail.deleteAlias(r -> r.organizationId(id).entityId(ann.id()).alias(alias));
    }
    workmail.createAlias(r -> r.organizationId(id).entityId(bob.id()).alias(alias));
    organization.deregister(bob);
    assertThat(aliases(bob)).isEmpty();
    workmail.createAlias(r -> r.organizationId(id).entityId(ann.id()).alias(alias));
  }

  @Test
  void aMailboxKeepsItsQuotaWhileItIsKept() {
    Entity ann = organization.enabled(Kind.USER);
    GetMailboxDetailsResponse fresh = mailbox(ann);
    assertThat(fresh.mailboxQuota()).isEqualTo(51_200);
    assertThat(fresh.mailboxSize()).isZero();
    for (int twice = 0; twice < 2; twice++) {
      workmail.updateMailboxQuota(
          r -> r.organizationId(id).userId(organization.address(ann)).mailboxQuota(1));
    }
    organization.deregister(ann);
    assertThat(answer(() -> mailbox(ann))).isEqualTo("EntityNotFound");
    organization.register(ann);
    assertThat(mailbox(ann).mailboxQuota()).isEqualTo(1);
    assertThat(mailbox(organization.enabled(Kind.RESOURCE)).mailboxQuota()).isEqualTo(51_200);
  }

  @Test
  void aGrantReplacesTheGranteesEarlierOneAndEndsWithEitherParty() {
    Entity owner = organization.enabled(Kind.USER);
    Entity ann = organization.enabled(Kind.USER);
    Entity team = organization.enabled(Kind.GROUP);
    grant(owner, ann, PermissionType.FULL_ACCESS, PermissionType.SEND_AS);
    grant(owner, team, PermissionType.FULL_ACCESS);
    grant(owner, ann, PermissionType.SEND_ON_BEHALF, PermissionType.SEND_ON_BEHALF);

    assertThat(permissions(owner))
        .extracting(Permission::granteeId)
        .containsExactly(ann.id(), team.id());
    assertThat(permissions(owner).get(0).permissionValues())
        .containsExactly(PermissionType.SEND_ON_BEHALF);
    assertThat(permissions(owner).get(1).granteeType()).isEqualTo(MemberType.GROUP);
    grant(owner, ann);
    for (int twice = 0; twice < 2; twice++) {
      workmail.deleteMailboxPermissions(
          r -> r.organizationId(id).entityId(owner.id()).granteeId(ann.id()));
    }
    assertThat(permissions(owner)).extracting(Permission::granteeId).containsExactly(team.id());
    organization.deregister(team);
    assertThat(permissions(owner)).hasSize(1);
    organization.delete(team);
    assertThat(permissions(owner)).isEmpty();
  }

  @Test
  void tagsAreOverwrittenAndTaken() {
    String arn = workmail.describeOrganization(r -> r.organizationId(id)).arn();
    workmail.tagResource(r -> r.resourceARN(arn).tags(tag("b", "1"), tag("a", "")));
    workmail.tagResource(r -> r.resourceARN(arn).tags(tag("b", "2")));
    assertThat(workmail.listTagsForResource(r -> r.resourceARN(arn)).tags())
        .containsExactlyInAnyOrder(tag("a", ""), tag("b", "2"));
    for (int twice = 0; twice < 2; twice++) {
      workmail.untagResource(r -> r.resourceARN(arn).tagKeys("b", "unknown"));
    }
    assertThat(workmail.listTagsForResource(r -> r.resourceARN(arn)).tags())
        .containsExactly(tag("a", ""));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  private DescribeGroupResponse group(String identifier) {
    return workmail.describeGroup(r -> r.organizationId(id).groupId(identifier));
  }

  private DescribeResourceResponse resource(String identifier) {
    return workmail.describeResource(r -> r.organizationId(id).resourceId(identifier));
  }

  private void associate(Entity group, Entity member) {
    workmail.associateMemberToGroup(
        r -> r.organizationId(id).groupId(group.id()).memberId(member.id()));
  }

  private List<Member> members(Entity group) {
    return workmail.listGroupMembers(r -> r.organizationId(id).groupId(group.id())).members();
  }

  private List<String> groupsOf(Entity member) {
    return workmail
        .listGroupsForEntity(r -> r.organizationId(id).entityId(member.id()))
        .groups()
        .stream()
        .map(GroupIdentifier::groupId)
        .toList();
  }

  private List<String> aliases(Entity entity) {
    return workmail.listAliases(r -> r.organizationId(id).entityId(entity.id())).aliases();
  }

  private GetMailboxDetailsResponse mailbox(Entity owner) {
    return workmail.getMailboxDetails(r -> r.organizationId(id).userId(owner.id()));
  }

  private void grant(Entity owner, Entity grantee, PermissionType... permissions) {
    workmail.putMailboxPermissions(
        r ->
            r.organizationId(id)
                .entityId(owner.id())
                .granteeId(grantee.id())
                .permissionValues(permissions));
  }

  private List<Permission> permissions(Entity owner) {
    return workmail
        .listMailboxPermissions(r -> r.organizationId(id).entityId(owner.id()))
        .permissions();
  }
}
