package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_DELEGATE_TO_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_MEMBER_TO_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_FROM_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_DELEGATE_FROM_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_MEMBER_FROM_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS_FOR_ENTITY;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUP_MEMBERS;
import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCE_DELEGATES;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_RESOURCE;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.AssociateDelegateToResourceRequest;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.CreateResourceRequest;
import org.postroom.contract.directory.Delegate;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.DeregisterFromWorkMailRequest;
import org.postroom.contract.directory.DisassociateDelegateFromResourceRequest;
import org.postroom.contract.directory.DisassociateMemberFromGroupRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.GroupIdentifier;
import org.postroom.contract.directory.ListGroupMembersRequest;
import org.postroom.contract.directory.ListGroupMembersResponse;
import org.postroom.contract.directory.ListGroupsForEntityFilters;
import org.postroom.contract.directory.ListGroupsForEntityRequest;
import org.postroom.contract.directory.ListGroupsForEntityResponse;
import org.postroom.contract.directory.ListResourceDelegatesRequest;
import org.postroom.contract.directory.ListResourceDelegatesResponse;
import org.postroom.contract.directory.Member;
import org.postroom.contract.directory.MemberType;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.DelegateDisassociated;
import org.postroom.contract.directory.event.MemberAssociated;
import org.postroom.contract.directory.event.MemberDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class MembersAndDelegatesIT {
  private static final int MANY = 2_500;

  private static final String ADD_MEMBERS =
      """
      insert into group_member (organization_id, group_id, member_id, member_type,
          creation_number, group_name_key)
      select ?, ?, 'u-' || n, 'USER', 1000000 + n, 'crowd' from generate_series(1, ?) n
      """;

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;
  private String domain;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = directory.describe(organization).defaultMailDomain();
  }

  @Test
  void membersComeAndGo() {
    String staff = group("staff");
    String all = group("all");
    String ann = user("ann");
    String bob = user("bob");
    associate(staff, "ann@" + domain);
    associate("STAFF", bob);
    associate(all, staff);
    associate(all, ann);
    associate(all, ann);

    assertThat(members(staff)).extracting(Member::id).containsExactly(ann, bob);
    Member nested = members(all).get(0);
    assertThat(nested.name()).isEqualTo("staff");
    assertThat(nested.type()).isEqualTo(MemberType.GROUP);
    assertThat(nested.state()).isEqualTo(EntityState.ENABLED);
    assertThat(nested.enabledDate()).isNotNull();
    assertThat(groupsOf(ann, null)).containsExactly(staff, all);
    assertThat(groupsOf(ann, "A")).containsExactly(all);
    assertThat(groupsOf(staff, null)).containsExactly(all);

    ListGroupMembersResponse page =
        directory.query(
            LIST_GROUP_MEMBERS, new ListGroupMembersRequest(organization, staff, null, 1));
    assertThat(page.members()).extracting(Member::id).containsExactly(ann);
    assertThat(
            directory
                .query(
                    LIST_GROUP_MEMBERS,
                    new ListGroupMembersRequest(organization, staff, page.nextToken(), 1))
                .members())
        .extracting(Member::id)
        .containsExactly(bob);
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () ->
            directory.query(
                LIST_GROUP_MEMBERS,
                new ListGroupMembersRequest(organization, all, page.nextToken(), 1)));

    disassociate(staff, bob);
    disassociate(staff, bob);
    associate(staff, bob);
    assertThat(directory.events.of(organization))
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
    String ann = user("ann");
    List<String> groups = new ArrayList<>();
    for (String name : List.of("team c", "Team B", "other", "team a")) {
      groups.add(group(name));
      associate(groups.get(groups.size() - 1), ann);
    }

    List<String> seen = new ArrayList<>();
    String token = null;
    do {
      ListGroupsForEntityResponse page =
          directory.query(
              LIST_GROUPS_FOR_ENTITY,
              new ListGroupsForEntityRequest(
                  organization, ann, new ListGroupsForEntityFilters("TEAM"), token, 1));
      page.groups().forEach(group -> seen.add(group.groupName()));
      token = page.nextToken();
    } while (token != null);
    assertThat(seen).containsExactly("team a", "Team B", "team c");
  }

  @Test
  void membershipSurvivesDeregistrationAndEndsWithDeletion() {
    String staff = group("staff");
    String ann = user("ann");
    String room = room("room");
    associate(staff, ann);
    delegate(room, ann);
    deregister(ann);
    deregister(staff);

    assertThat(members(staff)).extracting(Member::state).containsExactly(EntityState.DISABLED);
    assertThat(associationRefusal(staff, ann)).isEqualTo(ErrorCode.ENTITY_STATE);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, ann));

    assertThat(members(staff)).isEmpty();
    assertThat(delegates(room)).isEmpty();
    assertRefused(ErrorCode.ENTITY_STATE, () -> groupsOf(ann, null));
    awaitNoLinksOf(ann);
  }

  @Test
  void aLargeGroupIsDeletedAtOnceAndForgottenInChunks() throws Exception {
    String crowd = group("crowd");
    String all = group("all");
    associate(all, crowd);
    try (Connection database = directory.database();
        PreparedStatement insert = database.prepareStatement(ADD_MEMBERS)) {
      insert.setString(1, organization);
      insert.setString(2, crowd);
      insert.setInt(3, MANY);
      assertThat(insert.executeUpdate()).isEqualTo(MANY);
    }
    deregister(crowd);

    directory.commands.call(
        DELETE_GROUP, organization, new DeleteGroupRequest(organization, crowd));

    assertThat(members(all)).isEmpty();
    awaitNoLinksOf(crowd);
  }

  @Test
  void noCycleIsClosedByConcurrentCalls() {
    List<String> ring = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      ring.add(group("ring" + i));
    }

    List<CompletableFuture<ReplyEnvelope>> replies = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      replies.add(
          directory.commands.send(
              ASSOCIATE_MEMBER_TO_GROUP,
              organization,
              new AssociateMemberToGroupRequest(
                  organization, ring.get(i), ring.get((i + 1) % ring.size())),
              CommandClient.ACCOUNT));
    }

    assertThat(
            replies.stream()
                .map(CommandClient::await)
                .map(ReplyEnvelope::error)
                .filter(Objects::nonNull))
        .containsExactly(ErrorCode.INVALID_PARAMETER);
    assertThat(associationRefusal(ring.get(3), ring.get(3))).isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void delegatesComeAndGo() {
    String room = room("room");
    String ann = user("ann");
    String staff = group("staff");
    UpdateResourceRequest byHand =
        new UpdateResourceRequest(
            organization, room, null, new BookingOptions(false, false, false), null, null, null);
    assertThat(directory.commands.refusal(UPDATE_RESOURCE, organization, byHand))
        .isEqualTo(ErrorCode.INVALID_CONFIGURATION);

    delegate(room, ann);
    delegate(room, staff);
    delegate(room, staff);
    directory.commands.call(UPDATE_RESOURCE, organization, byHand);
    assertThat(delegates(room))
        .containsExactly(new Delegate(ann, MemberType.USER), new Delegate(staff, MemberType.GROUP));
    ListResourceDelegatesResponse page =
        directory.query(
            LIST_RESOURCE_DELEGATES, new ListResourceDelegatesRequest(organization, room, null, 1));
    assertThat(page.delegates()).hasSize(1);
    assertThat(
            directory
                .query(
                    LIST_RESOURCE_DELEGATES,
                    new ListResourceDelegatesRequest(organization, room, page.nextToken(), 1))
                .nextToken())
        .isNull();

    assertThat(removal(room, ann)).isNull();
    assertThat(removal(room, ann)).isNull();
    assertThat(removal(room, staff)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(directory.events.of(organization))
        .filteredOn(event -> event.toString().startsWith("Delegate"))
        .containsExactly(
            new DelegateAssociated(room, ann, "USER"),
            new DelegateAssociated(room, staff, "GROUP"),
            new DelegateDisassociated(room, ann));
  }

  private String user(String name) {
    String id = directory.createUser(organization, name);
    directory.register(organization, id, name + "@" + domain);
    return id;
  }

  private String group(String name) {
    String id =
        directory
            .commands
            .call(CREATE_GROUP, organization, new CreateGroupRequest(organization, name, false))
            .groupId();
    directory.register(organization, id, name.replace(' ', '-') + "@" + domain);
    return id;
  }

  private String room(String name) {
    String id =
        directory
            .commands
            .call(
                CREATE_RESOURCE,
                organization,
                new CreateResourceRequest(organization, name, "ROOM", null, false))
            .resourceId();
    directory.register(organization, id, name + "@" + domain);
    return id;
  }

  private void associate(String group, String member) {
    directory.commands.call(
        ASSOCIATE_MEMBER_TO_GROUP,
        organization,
        new AssociateMemberToGroupRequest(organization, group, member));
  }

  private ErrorCode associationRefusal(String group, String member) {
    return directory.commands.refusal(
        ASSOCIATE_MEMBER_TO_GROUP,
        organization,
        new AssociateMemberToGroupRequest(organization, group, member));
  }

  private void disassociate(String group, String member) {
    directory.commands.call(
        DISASSOCIATE_MEMBER_FROM_GROUP,
        organization,
        new DisassociateMemberFromGroupRequest(organization, group, member));
  }

  private void delegate(String resource, String delegate) {
    directory.commands.call(
        ASSOCIATE_DELEGATE_TO_RESOURCE,
        organization,
        new AssociateDelegateToResourceRequest(organization, resource, delegate));
  }

  private ErrorCode removal(String resource, String delegate) {
    return directory.commands.refusal(
        DISASSOCIATE_DELEGATE_FROM_RESOURCE,
        organization,
        new DisassociateDelegateFromResourceRequest(organization, resource, delegate));
  }

  private void deregister(String entity) {
    directory.commands.call(
        DEREGISTER_FROM_WORK_MAIL,
        organization,
        new DeregisterFromWorkMailRequest(organization, entity));
  }

  private List<Member> members(String group) {
    return directory
        .query(LIST_GROUP_MEMBERS, new ListGroupMembersRequest(organization, group, null, null))
        .members();
  }

  private List<Delegate> delegates(String resource) {
    return directory
        .query(
            LIST_RESOURCE_DELEGATES,
            new ListResourceDelegatesRequest(organization, resource, null, null))
        .delegates();
  }

  private List<String> groupsOf(String entity, String prefix) {
    return directory
        .query(
            LIST_GROUPS_FOR_ENTITY,
            new ListGroupsForEntityRequest(
                organization,
                entity,
                prefix == null ? null : new ListGroupsForEntityFilters(prefix),
                null,
                null))
        .groups()
        .stream()
        .map(GroupIdentifier::groupId)
        .toList();
  }

  private void awaitNoLinksOf(String entity) {
    await().atMost(DirectoryUnderTest.PATIENCE).until(() -> links(entity) == 0);
  }

  private long links(String entity) throws SQLException {
    String sql =
        "select (select count(*) from group_member where ? in (group_id, member_id))"
            + " + (select count(*) from resource_delegate where ? in (resource_id, delegate_id))";
    try (Connection database = directory.database();
        PreparedStatement count = database.prepareStatement(sql)) {
      count.setString(1, entity);
      count.setString(2, entity);
      try (ResultSet result = count.executeQuery()) {
        result.next();
        return result.getLong(1);
      }
    }
  }
}
