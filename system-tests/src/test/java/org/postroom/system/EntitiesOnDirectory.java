package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.postroom.contract.error.ErrorCode;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.ResourceType;

/**
 * An ENABLED user, group and resource of an organization on a connected directory, a user who is
 * not, and everything that can be done to them.
 */
final class EntitiesOnDirectory {
  static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  private final WorkMailClient client;
  private final String organization;
  private final String domain;
  private final String user;
  private final String group;
  private final String resource;
  private final String newcomer;
  private int created;

  EntitiesOnDirectory(WorkMailClient client, String organization) {
    this.client = client;
    this.organization = organization;
    this.domain =
        client.describeOrganization(r -> r.organizationId(organization)).defaultMailDomain();
    this.user =
        client
            .createUser(r -> r.organizationId(organization).name("user").displayName("User"))
            .userId();
    this.group = client.createGroup(r -> r.organizationId(organization).name("group")).groupId();
    this.resource =
        client
            .createResource(
                r -> r.organizationId(organization).name("room").type(ResourceType.ROOM))
            .resourceId();
    List.of(user, group, resource).forEach(this::register);
    this.newcomer =
        client
            .createUser(
                r -> r.organizationId(organization).name("newcomer").displayName("Newcomer"))
            .userId();
  }

  void create() {
    client.createUser(
        r -> r.organizationId(organization).name("user-" + ++created).displayName("User"));
  }

  boolean created() {
    create();
    return true;
  }

  /** Every operation that a read-only directory refuses, of what exists and is ENABLED. */
  List<DirectoryChange> changes() {
    return List.of(
        DirectoryChange.of("CreateUser", this::create),
        DirectoryChange.of(
            "UpdateUser",
            () ->
                client.updateUser(
                    r -> r.organizationId(organization).userId(user).displayName("Other"))),
        DirectoryChange.of(
            "DeleteUser",
            () -> client.deleteUser(r -> r.organizationId(organization).userId(user))),
        DirectoryChange.of(
            "DeleteUser",
            () -> client.deleteUser(r -> r.organizationId(organization).userId(UNKNOWN))),
        DirectoryChange.of(
            "ResetPassword",
            () ->
                client.resetPassword(
                    r -> r.organizationId(organization).userId(user).password("Other-passw0rd"))),
        DirectoryChange.of(
            "CreateGroup",
            () -> client.createGroup(r -> r.organizationId(organization).name("administrator"))),
        DirectoryChange.of(
            "UpdateGroup",
            () ->
                client.updateGroup(
                    r ->
                        r.organizationId(organization)
                            .groupId(group)
                            .hiddenFromGlobalAddressList(true))),
        DirectoryChange.of(
            "DeleteGroup",
            () -> client.deleteGroup(r -> r.organizationId(organization).groupId(group))),
        DirectoryChange.of(
            "AssociateMemberToGroup",
            () ->
                client.associateMemberToGroup(
                    r -> r.organizationId(organization).groupId(group).memberId(user))),
        DirectoryChange.of(
            "DisassociateMemberFromGroup",
            () ->
                client.disassociateMemberFromGroup(
                    r -> r.organizationId(organization).groupId(group).memberId(user))),
        DirectoryChange.of(
            "UpdatePrimaryEmailAddress",
            () ->
                client.updatePrimaryEmailAddress(
                    r -> r.organizationId(organization).entityId(user).email("new@" + domain))),
        DirectoryChange.of(
            "CreateResource",
            () ->
                client.createResource(
                    r -> r.organizationId(organization).name("room").type(ResourceType.ROOM))),
        DirectoryChange.of(
            "UpdateResource",
            () ->
                client.updateResource(
                    r -> r.organizationId(organization).resourceId(resource).name("user"))),
        DirectoryChange.of(
            "DeleteResource",
            () -> client.deleteResource(r -> r.organizationId(organization).resourceId(resource))),
        DirectoryChange.of(
            "AssociateDelegateToResource",
            () ->
                client.associateDelegateToResource(
                    r -> r.organizationId(organization).resourceId(resource).entityId(user))),
        DirectoryChange.of(
            "DisassociateDelegateFromResource",
            () ->
                client.disassociateDelegateFromResource(
                    r -> r.organizationId(organization).resourceId(resource).entityId(user))));
  }

  /** What cannot be done without the directory is refused with the first error it declares. */
  void needTheDirectory(ErrorCode... errors) {
    List<DirectoryChange> all = new ArrayList<>(changes());
    all.add(
        DirectoryChange.of(
            "RegisterToWorkMail",
            () ->
                client.registerToWorkMail(
                    r ->
                        r.organizationId(organization)
                            .entityId(newcomer)
                            .email("newcomer@" + domain))));
    List<String> refused = new ArrayList<>();
    for (DirectoryChange change : all) {
      Stream.of(errors)
          .filter(change.operation()::declares)
          .findFirst()
          .ifPresent(
              error -> {
                change.isRefused(error);
                refused.add(change.operation().name());
              });
    }
    assertThat(refused)
        .contains("CreateUser", "ResetPassword", "DeleteGroup", "RegisterToWorkMail");
  }

  void read() {
    client.describeUser(r -> r.organizationId(organization).userId(user));
    client.describeResource(r -> r.organizationId(organization).resourceId(resource));
    client.listResources(r -> r.organizationId(organization));
    client.listResourceDelegates(r -> r.organizationId(organization).resourceId(resource));
  }

  void registerAnew() {
    List.of(user, group, resource)
        .forEach(
            id -> {
              client.deregisterFromWorkMail(r -> r.organizationId(organization).entityId(id));
              register(id);
            });
  }

  private void register(String id) {
    client.registerToWorkMail(
        r -> r.organizationId(organization).entityId(id).email(id + "@" + domain));
  }
}
