package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_USER;
import static org.postroom.contract.directory.DirectoryOperations.LIST_GROUPS;
import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCES;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_RESOURCE;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.service.DirectoryUnderTest.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DeleteResourceRequest;
import org.postroom.contract.directory.DescribeGroupRequest;
import org.postroom.contract.directory.DescribeGroupResponse;
import org.postroom.contract.directory.DescribeResourceRequest;
import org.postroom.contract.directory.DescribeResourceResponse;
import org.postroom.contract.directory.DescribeUserRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.Group;
import org.postroom.contract.directory.ListGroupsFilters;
import org.postroom.contract.directory.ListGroupsRequest;
import org.postroom.contract.directory.ListGroupsResponse;
import org.postroom.contract.directory.ListResourcesFilters;
import org.postroom.contract.directory.ListResourcesRequest;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.Resource;
import org.postroom.contract.directory.UpdateGroupRequest;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.GroupUpdated;
import org.postroom.contract.directory.event.ResourceCreated;
import org.postroom.contract.directory.event.ResourceDeleted;
import org.postroom.contract.directory.event.ResourceUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class GroupsAndResourcesIT {
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
  void aGroupLivesFromCreationToTombstone() {
    String id = directory.createGroup(organization, "All staff");
    String email = "Staff@" + domain;
    directory.register(organization, id, email);

    DescribeGroupResponse enabled = describeGroup(email);
    assertThat(enabled.groupId()).isEqualTo(id);
    assertThat(enabled.name()).isEqualTo("All staff");
    assertThat(enabled.state()).isEqualTo(EntityState.ENABLED);
    assertThat(enabled.email()).isEqualTo(email);
    assertThat(enabled.enabledDate()).isNotNull();
    assertThat(
            directory.commands.refusal(
                DELETE_GROUP, organization, new DeleteGroupRequest(organization, id)))
        .isEqualTo(ErrorCode.ENTITY_STATE);
    directory.commands.call(
        UPDATE_GROUP, organization, new UpdateGroupRequest(organization, email, true));
    directory.deregister(organization, email);
    assertThat(describeGroup(id).email()).isNull();
    assertThat(describeGroup(id).hiddenFromGlobalAddressList()).isTrue();
    directory.commands.call(DELETE_GROUP, organization, new DeleteGroupRequest(organization, id));

    assertThat(describeGroup(id).state()).isEqualTo(EntityState.DELETED);
    assertThat(directory.createGroup(organization, "ALL STAFF")).isNotEqualTo(id);
    assertThat(typesOf(id))
        .containsExactly(
            GroupCreated.class,
            EntityRegistered.class,
            GroupUpdated.class,
            EntityDeregistered.class,
            GroupDeleted.class);
  }

  @Test
  void aResourceLivesFromCreationToTombstone() {
    String id = directory.createRoom(organization, "room-1", "Upstairs");
    String email = "room-1@" + domain;
    directory.register(organization, "ROOM-1", email);
    directory.commands.call(
        UPDATE_RESOURCE,
        organization,
        new UpdateResourceRequest(organization, id, "room-2", null, "", "EQUIPMENT", null));

    DescribeResourceResponse enabled = describeResource(email);
    assertThat(enabled.resourceId()).isEqualTo(id);
    assertThat(enabled.name()).isEqualTo("room-2");
    assertThat(enabled.description()).isNull();
    assertThat(enabled.bookingOptions().autoAcceptRequests()).isTrue();
    assertThat(enabled.state()).isEqualTo(EntityState.ENABLED);
    directory.deregister(organization, "room-2");
    directory.commands.call(
        DELETE_RESOURCE, organization, new DeleteResourceRequest(organization, "room-2"));

    assertThat(describeResource(id).state()).isEqualTo(EntityState.DELETED);
    assertThat(directory.createRoom(organization, "room-1", "Upstairs")).isNotEqualTo(id);
    assertThat(typesOf(id))
        .containsExactly(
            ResourceCreated.class,
            EntityRegistered.class,
            ResourceUpdated.class,
            EntityDeregistered.class,
            ResourceDeleted.class);
  }

  @Test
  void allKindsShareOneNameSpaceAndOneAddressSpace() {
    String staff = directory.createGroup(organization, "staff");
    directory.register(organization, staff, "staff@" + domain);
    String room = directory.createRoom(organization, "room-1", "Upstairs");
    String ann = directory.createUser(organization, "ann");

    assertThat(directory.commands.refusal(CREATE_USER, organization, user(organization, "STAFF")))
        .isEqualTo(ErrorCode.NAME_AVAILABILITY);
    assertThat(
            directory.commands.refusal(
                CREATE_GROUP, organization, new CreateGroupRequest(organization, "Ann", false)))
        .isEqualTo(ErrorCode.NAME_AVAILABILITY);
    assertThat(
            directory.commands.refusal(
                REGISTER_TO_WORK_MAIL,
                organization,
                new RegisterToWorkMailRequest(organization, room, "STAFF@" + domain)))
        .isEqualTo(ErrorCode.EMAIL_ADDRESS_IN_USE);
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> describeGroup(ann));
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> describeResource("ann"));
    assertRefused(
        ErrorCode.ENTITY_NOT_FOUND,
        () -> directory.query(DESCRIBE_USER, new DescribeUserRequest(organization, staff)));
  }

  @Test
  void areListedByAtMostOneFilter() {
    List<String> ids = new ArrayList<>();
    for (String name : List.of("b%1", "a_2", "B_3", "c")) {
      ids.add(directory.createGroup(organization, name));
    }
    directory.register(organization, ids.get(3), "c@" + domain);
    directory.commands.call(
        DELETE_GROUP, organization, new DeleteGroupRequest(organization, ids.get(1)));
    String room = directory.createRoom(organization, "room-1", "Upstairs");

    assertThat(groups(null, null)).containsExactly(ids.get(0), ids.get(2), ids.get(3));
    assertThat(groups(new ListGroupsFilters("B", null, null), null))
        .containsExactly(ids.get(0), ids.get(2));
    assertThat(groups(new ListGroupsFilters("b_", null, null), null)).containsExactly(ids.get(2));
    assertThat(groups(new ListGroupsFilters(null, "C@", null), null)).containsExactly(ids.get(3));
    assertThat(groups(new ListGroupsFilters(null, null, "DELETED"), null))
        .containsExactly(ids.get(1));
    assertThat(
            directory
                .query(
                    LIST_RESOURCES,
                    new ListResourcesRequest(
                        organization, null, null, new ListResourcesFilters("ROOM", null, null)))
                .resources())
        .extracting(Resource::id)
        .containsExactly(room);
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> groups(new ListGroupsFilters("a", null, "ENABLED"), null));

    ListGroupsResponse page =
        directory.query(LIST_GROUPS, new ListGroupsRequest(organization, null, 2, null));
    assertThat(page.groups()).extracting(Group::id).containsExactly(ids.get(0), ids.get(2));
    assertThat(groups(null, page.nextToken())).containsExactly(ids.get(3));
  }

  private List<String> groups(ListGroupsFilters filters, String token) {
    return directory
        .query(LIST_GROUPS, new ListGroupsRequest(organization, token, null, filters))
        .groups()
        .stream()
        .map(Group::id)
        .toList();
  }

  private DescribeGroupResponse describeGroup(String identifier) {
    return directory.query(DESCRIBE_GROUP, new DescribeGroupRequest(organization, identifier));
  }

  private DescribeResourceResponse describeResource(String identifier) {
    return directory.query(
        DESCRIBE_RESOURCE, new DescribeResourceRequest(organization, identifier));
  }

  private List<Class<?>> typesOf(String id) {
    return directory.events.of(organization).stream()
        .filter(event -> event.toString().contains("=" + id))
        .<Class<?>>map(Record::getClass)
        .toList();
  }
}
