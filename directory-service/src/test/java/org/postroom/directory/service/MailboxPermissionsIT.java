package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_MAILBOX_PERMISSIONS;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.LIST_MAILBOX_PERMISSIONS;
import static org.postroom.contract.directory.DirectoryOperations.PUT_MAILBOX_PERMISSIONS;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteMailboxPermissionsRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.ListMailboxPermissionsRequest;
import org.postroom.contract.directory.ListMailboxPermissionsResponse;
import org.postroom.contract.directory.MemberType;
import org.postroom.contract.directory.Permission;
import org.postroom.contract.directory.PermissionType;
import org.postroom.contract.directory.PutMailboxPermissionsRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class MailboxPermissionsIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private String organization;
  private String domain;
  private String ann;
  private String bob;

  @BeforeEach
  void twoUsers() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    domain = directory.describe(organization).defaultMailDomain();
    ann = registered(directory.createUser(organization, "ann"), "ann");
    bob = registered(directory.createUser(organization, "bob"), "bob");
  }

  @Test
  void areListedInTheOrderInWhichSomethingWasFirstGranted() {
    String room = directory.createRoom(organization, "room", null);
    String staff = directory.createGroup(organization, "staff");
    registered(room, "room");
    registered(staff, "staff");
    assertThat(list("ann", null, null).permissions()).isEmpty();

    put("ann@" + domain, "room", "SEND_AS");
    put("ANN", staff, "FULL_ACCESS");
    put(ann, "bob", "SEND_ON_BEHALF");
    put(ann, room, "SEND_ON_BEHALF", "SEND_AS");

    ListMailboxPermissionsResponse first = list("ann", 2, null);
    assertThat(first.permissions())
        .containsExactly(
            new Permission(
                room,
                MemberType.USER,
                List.of(PermissionType.SEND_AS, PermissionType.SEND_ON_BEHALF)),
            new Permission(staff, MemberType.GROUP, List.of(PermissionType.FULL_ACCESS)));
    ListMailboxPermissionsResponse second = list(ann, 2, first.nextToken());
    assertThat(second.permissions())
        .containsExactly(
            new Permission(bob, MemberType.USER, List.of(PermissionType.SEND_ON_BEHALF)));
    assertThat(second.nextToken()).isNull();
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> list("bob", 2, first.nextToken()));

    directory.commands.call(
        DELETE_MAILBOX_PERMISSIONS,
        organization,
        new DeleteMailboxPermissionsRequest(organization, ann, room));
    assertThat(list("ann", null, null).permissions()).hasSize(2);
  }

  @Test
  void endWithEitherUser() {
    put(ann, bob, "SEND_AS");
    put(bob, ann, "SEND_AS");

    directory.deregister(organization, bob);
    assertThat(list(ann, null, null).permissions()).hasSize(1);
    assertThat(list(bob, null, null).permissions()).hasSize(1);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, bob));

    assertThat(list(ann, null, null).permissions()).isEmpty();
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> list(bob, null, null));
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(
            () ->
                TableDump.of(directory, organization)
                    .get("mailbox_permission")
                    .equals(String.valueOf((Object) null)));
  }

  private void put(String owner, String grantee, String... values) {
    directory.commands.call(
        PUT_MAILBOX_PERMISSIONS,
        organization,
        new PutMailboxPermissionsRequest(organization, owner, grantee, List.of(values)));
  }

  private ListMailboxPermissionsResponse list(String owner, Integer most, String token) {
    return directory.query(
        LIST_MAILBOX_PERMISSIONS,
        new ListMailboxPermissionsRequest(organization, owner, token, most));
  }

  private String registered(String entity, String localPart) {
    directory.register(organization, entity, localPart + "@" + domain);
    return entity;
  }
}
