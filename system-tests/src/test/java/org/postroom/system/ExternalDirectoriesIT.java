package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DirectoryInUseException;
import software.amazon.awssdk.services.workmail.model.DirectoryServiceAuthenticationFailedException;
import software.amazon.awssdk.services.workmail.model.DirectoryUnavailableException;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.InvalidParameterException;
import software.amazon.awssdk.services.workmail.model.ResourceType;
import software.amazon.awssdk.services.workmail.model.UnsupportedOperationException;

/** Organizations on directories that the operator has connected. */
@ExtendWith(RunningSystem.class)
class ExternalDirectoriesIT {
  private static final String UNKNOWN = "00000000-0000-0000-0000-000000000000";

  private final RunningSystem.System system;
  private final WorkMailClient client;

  ExternalDirectoriesIT(RunningSystem.System system) {
    this.system = system;
    this.client = system.client();
  }

  @Test
  void creationRefusesInTheDocumentedOrder() {
    assertThatThrownBy(
            () ->
                client.createOrganization(
                    r -> r.alias(system.newAlias()).enableInteroperability(true)))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(
            () ->
                client.createOrganization(
                    r -> r.alias(system.newAlias()).directoryId("d-00000000ff")))
        .isInstanceOf(DirectoryUnavailableException.class);
    assertThatThrownBy(() -> create(0, system.newAlias(), false))
        .isInstanceOf(InvalidParameterException.class);

    String organization = active(0);

    assertThatThrownBy(() -> create(0, SimulatedDirectories.alias(0), false))
        .isInstanceOf(DirectoryInUseException.class);
    assertThatThrownBy(() -> create(0, system.newAlias(), false))
        .isInstanceOf(InvalidParameterException.class);
    DescribeOrganizationResponse described =
        client.describeOrganization(r -> r.organizationId(organization));
    assertThat(described.directoryId()).isEqualTo(SimulatedDirectories.id(0));
    assertThat(described.directoryType()).isEqualTo("ADConnector");
    assertThat(described.interoperabilityEnabled()).isFalse();

    delete(organization, true);
    String next = active(0, true);
    assertThat(client.describeOrganization(r -> r.organizationId(next)).interoperabilityEnabled())
        .isTrue();
    assertThatThrownBy(() -> client.createGroup(r -> r.organizationId(next).name("refused")))
        .isInstanceOf(UnsupportedOperationException.class);
    delete(next, false);
  }

  @Test
  void ownDirectoryThatWasLeftBehindServesAnotherOrganization() {
    String alias = system.newAlias();
    String first = client.createOrganization(r -> r.alias(alias)).organizationId();
    system.awaitState(client, first, "Active");
    String directory = client.describeOrganization(r -> r.organizationId(first)).directoryId();
    assertThatThrownBy(() -> client.createOrganization(r -> r.alias(alias).directoryId(directory)))
        .isInstanceOf(DirectoryInUseException.class);
    assertThatThrownBy(
            () ->
                system
                    .strangersClient()
                    .createOrganization(r -> r.alias(alias).directoryId(directory)))
        .isInstanceOf(DirectoryUnavailableException.class);

    delete(first, false);
    String second =
        client.createOrganization(r -> r.alias(alias).directoryId(directory)).organizationId();
    system.awaitState(client, second, "Active");
    assertThat(client.describeOrganization(r -> r.organizationId(second)).directoryId())
        .isEqualTo(directory);

    delete(second, true);
    assertThatThrownBy(() -> client.createOrganization(r -> r.alias(alias).directoryId(directory)))
        .isInstanceOf(DirectoryUnavailableException.class);
  }

  @Test
  void changesFollowTheConditionOfTheDirectory() {
    String organization = active(1);
    Entities entities = new Entities(organization);

    system.directories().becomesReadOnly(1);
    awaitRefusal(entities::create, UnsupportedOperationException.class);
    for (ThrowingCallable change : entities.changes()) {
      assertThatThrownBy(change).isInstanceOf(UnsupportedOperationException.class);
    }
    // What is read, what is registered and what does not exist is as ever.
    entities.read();
    assertThatThrownBy(
            () ->
                client.updateUser(
                    r -> r.organizationId(organization).userId(UNKNOWN).displayName("x")))
        .isInstanceOf(EntityNotFoundException.class);
    entities.registerAnew();

    system.directories().changesItsCredential(1);
    awaitRefusal(entities::create, DirectoryServiceAuthenticationFailedException.class);
    assertThatThrownBy(() -> create(1, SimulatedDirectories.alias(1), false))
        .isInstanceOf(DirectoryUnavailableException.class);
    entities.read();

    system.directories().goesAway(1);
    awaitRefusal(entities::create, DirectoryUnavailableException.class);
    entities.read();

    system.directories().becomesWritable(1);
    Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(entities::created);
    delete(organization, false);
  }

  private String active(int number) {
    return active(number, false);
  }

  private String active(int number, boolean interoperability) {
    String id = create(number, SimulatedDirectories.alias(number), interoperability);
    system.awaitState(client, id, "Active");
    return id;
  }

  private String create(int number, String alias, boolean interoperability) {
    return client
        .createOrganization(
            r ->
                r.alias(alias)
                    .directoryId(SimulatedDirectories.id(number))
                    .enableInteroperability(interoperability))
        .organizationId();
  }

  private void delete(String organization, boolean deleteDirectory) {
    client.deleteOrganization(
        r -> r.organizationId(organization).deleteDirectory(deleteDirectory).forceDelete(true));
    system.awaitState(client, organization, "Deleted");
  }

  /** The service learns of a directory's condition within its interval. */
  private static void awaitRefusal(ThrowingCallable change, Class<? extends Throwable> expected) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThatThrownBy(change).isInstanceOf(expected));
  }

  /** Two ENABLED of each kind and everything that can be done to them. */
  private final class Entities {
    private final String organization;
    private final String domain;
    private final String user;
    private final String group;
    private final String resource;
    private int created;

    Entities(String organization) {
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
    List<ThrowingCallable> changes() {
      return List.of(
          this::create,
          () ->
              client.updateUser(
                  r -> r.organizationId(organization).userId(user).displayName("Other")),
          () -> client.deleteUser(r -> r.organizationId(organization).userId(user)),
          () -> client.deleteUser(r -> r.organizationId(organization).userId(UNKNOWN)),
          () ->
              client.resetPassword(
                  r -> r.organizationId(organization).userId(user).password("Other-passw0rd")),
          () -> client.createGroup(r -> r.organizationId(organization).name("administrator")),
          () ->
              client.updateGroup(
                  r ->
                      r.organizationId(organization)
                          .groupId(group)
                          .hiddenFromGlobalAddressList(true)),
          () -> client.deleteGroup(r -> r.organizationId(organization).groupId(group)),
          () ->
              client.associateMemberToGroup(
                  r -> r.organizationId(organization).groupId(group).memberId(user)),
          () ->
              client.disassociateMemberFromGroup(
                  r -> r.organizationId(organization).groupId(group).memberId(user)),
          () ->
              client.updatePrimaryEmailAddress(
                  r -> r.organizationId(organization).entityId(user).email("new@" + domain)),
          () ->
              client.createResource(
                  r -> r.organizationId(organization).name("room").type(ResourceType.ROOM)),
          () ->
              client.updateResource(
                  r -> r.organizationId(organization).resourceId(resource).name("user")),
          () -> client.deleteResource(r -> r.organizationId(organization).resourceId(resource)),
          () ->
              client.associateDelegateToResource(
                  r -> r.organizationId(organization).resourceId(resource).entityId(user)),
          () ->
              client.disassociateDelegateFromResource(
                  r -> r.organizationId(organization).resourceId(resource).entityId(user)));
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
}
