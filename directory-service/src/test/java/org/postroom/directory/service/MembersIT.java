package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_MEMBER_TO_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_MEMBER_FROM_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS_FOR_ENTITY;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUP_MEMBERS;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.DisassociateMemberFromGroupRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.ListGroupMembersRequest;
import org.postroom.contract.directory.ListGroupMembersResponse;
import org.postroom.contract.directory.ListGroupsForEntityFilters;
import org.postroom.contract.directory.ListGroupsForEntityRequest;
import org.postroom.contract.directory.ListGroupsForEntityResponse;
import org.postroom.contract.directory.Member;
import org.postroom.contract.directory.MemberType;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.MemberDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

/** Members of groups, who may be groups themselves. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class MembersIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private OrganizationUnderTest organization;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = new OrganizationUnderTest(directory);
  }

  @Test
  void membersComeAndGo() {
    String staff = organization.group("staff");
    String all = organization.group("all");
    String ann = organization.user("ann");
    String bob = organization.user("bob");
    organization.associate(staff, organization.at("ann"));
    organization.associate("STAFF", bob);
    organization.associate(all, staff);
    organization.associate(all, ann);
    organization.associate(all, ann);

    assertThat(organization.members(staff)).extracting(Member::id).containsExactly(ann, bob);
    Member nested = organization.members(all).get(0);
    assertThat(nested.name()).isEqualTo("staff");
    assertThat(nested.type()).isEqualTo(MemberType.GROUP);
    assertThat(nested.state()).isEqualTo(EntityState.ENABLED);
    assertThat(nested.enabledDate()).isNotNull();
    assertThat(organization.groupsOf(ann, null)).containsExactly(staff, all);
    assertThat(organization.groupsOf(ann, "A")).containsExactly(all);
    assertThat(organization.groupsOf(staff, null)).containsExactly(all);

    ListGroupMembersResponse page =
        directory.query(
            LIST_GROUP_MEMBERS, new ListGroupMembersRequest(organization.id, staff, null, 1));
    assertThat(page.members()).extracting(Member::id).containsExactly(ann);
    assertThat(
            directory
                .query(
                    LIST_GROUP_MEMBERS,
                    new ListGroupMembersRequest(organization.id, staff, page.nextToken(), 1))
                .members())
        .extracting(Member::id)
        .containsExactly(bob);
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () ->
            directory.query(
                LIST_GROUP_MEMBERS,
                new ListGroupMembersRequest(organization.id, all, page.nextToken(), 1)));

    disassociate(staff, bob);
    disassociate(staff, bob);
    organization.associate(staff, bob);
    assertThat(directory.events.of(organization.id))
        .filteredOn(event -> event.toString().startsWith("Member"))
        .containsExactly(
            new MemberAssociated(staff, ann, "USER"),
            new MemberAssociated(staff, bob, "USER"),
            new MemberAssociated(all, staff, "GROUP"),
            new MemberAssociated(all, ann, "USER"),
            new MemberDisassociated(staff, bob),
            new MemberAssociated(staff, bob, "USER"));
  }

  @Test
  void pagesOfGroupsFollowTheirNamesUnderAPrefix() {
    String ann = organization.user("ann");
    List<String> groups = new ArrayList<>();
    for (String name : List.of("team c", "Team B", "other", "team a")) {
      groups.add(organization.group(name));
      organization.associate(groups.get(groups.size() - 1), ann);
    }

    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      ListGroupsForEntityResponse page =
          directory.query(
              LIST_GROUPS_FOR_ENTITY,
              new ListGroupsForEntityRequest(
                  organization.id, ann, new ListGroupsForEntityFilters("TEAM"), token, 1));
      page.groups().forEach(group -> seen.add(group.groupName()));
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).containsExactly("team a", "Team B", "team c");
  }

  @Test
  void noCycleIsClosedByConcurrentCalls() {
    List<String> ring = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ring.add(organization.group("ring" + i));
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      replies.add(
          directory.commands.send(
              ASSOCIATE_MEMBER_TO_GROUP,
              organization.id,
              new AssociateMemberToGroupRequest(
                  organization.id, ring.get(i), ring.get((i + 1) % ring.size())),
              DirectoryUnderTest.ACCOUNT));
    }

    assertThat(
            replies.stream()
                .map(CommandClient::await)
                .map(ReplyEnvelope::error)
                .filter(Objects::nonNull))
        .containsExactly(ErrorCode.INVALID_PARAMETER);
    assertThat(organization.associationRefusal(ring.get(3), ring.get(3)))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  private void disassociate(String group, String member) {
    directory.commands.call(
        DISASSOCIATE_MEMBER_FROM_GROUP,
        organization.id,
        new DisassociateMemberFromGroupRequest(organization.id, group, member));
  }
}
