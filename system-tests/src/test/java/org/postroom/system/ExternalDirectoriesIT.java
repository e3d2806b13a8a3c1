package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DirectoryInUseException;
import software.amazon.awssdk.services.workmail.model.DirectoryServiceAuthenticationFailedException;
import software.amazon.awssdk.services.workmail.model.DirectoryUnavailableException;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.InvalidParameterException;
import software.amazon.awssdk.services.workmail.model.ResourceType;
import software.amazon.awssdk.services.workmail.model.UnsupportedOperationException;
import software.amazon.awssdk.services.workmail.model.WorkMailException;

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
    for (Change change : entities.changes()) {
      change.isRefused(ErrorCode.UNSUPPORTED_OPERATION);
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
    entities.needTheDirectory(
        ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED, ErrorCode.DIRECTORY_UNAVAILABLE);
    assertThatThrownBy(() -> create(1, SimulatedDirectories.alias(1), false))
        .isInstanceOf(DirectoryUnavailableException.class);
    entities.read();

    system.directories().goesAway(1);
    awaitRefusal(entities::create, DirectoryUnavailableException.class);
    entities.needTheDirectory(ErrorCode.DIRECTORY_UNAVAILABLE);
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

  private static Change change(String operation, ThrowingCallable call) {
    return new Change(OperationTable.byName(operation).orElseThrow(), call);
  }

  /** A call of an operation that changes something. */
  private record Change(Operation<?, ?> operation, ThrowingCallable call) {
    void isRefused(ErrorCode error) {
      assertThatThrownBy(call)
          .as(operation.name())
          .isInstanceOfSatisfying(
              WorkMailException.class,
              refusal ->
                  assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(error.wireName()));
    }
  }

  /** Two ENABLED of each kind and everything that can be done to them. */
  private final class Entities {
    private final String organization;
    private final String domain;
    private final String user;
    private final String group;
    private final String resource;
    private final String newcomer;
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
    List<Change> changes() {
      return List.of(
          change("CreateUser", this::create),
          change(
              "UpdateUser",
              () ->
                  client.updateUser(
                      r -> r.organizationId(organization).userId(user).displayName("Other"))),
          change(
              "DeleteUser",
              () -> client.deleteUser(r -> r.organizationId(organization).userId(user))),
          change(
              "DeleteUser",
              () -> client.deleteUser(r -> r.organizationId(organization).userId(UNKNOWN))),
          change(
              "ResetPassword",
              () ->
                  client.resetPassword(
                      r -> r.organizationId(organization).userId(user).password("Other-passw0rd"))),
          change(
              "CreateGroup",
              () -> client.createGroup(r -> r.organizationId(organization).name("administrator"))),
          change(
              "UpdateGroup",
              () ->
                  client.updateGroup(
                      r ->
                          r.organizationId(organization)
                              .groupId(group)
                              .hiddenFromGlobalAddressList(true))),
          change(
              "DeleteGroup",
              () -> client.deleteGroup(r -> r.organizationId(organization).groupId(group))),
          change(
              "AssociateMemberToGroup",
              () ->
                  client.associateMemberToGroup(
                      r -> r.organizationId(organization).groupId(group).memberId(user))),
          change(
              "DisassociateMemberFromGroup",
              () ->
                  client.disassociateMemberFromGroup(
                      r -> r.organizationId(organization).groupId(group).memberId(user))),
          change(
              "UpdatePrimaryEmailAddress",
              () ->
                  client.updatePrimaryEmailAddress(
                      r -> r.organizationId(organization).entityId(user).email("new@" + domain))),
          change(
              "CreateResource",
              () ->
                  client.createResource(
                      r -> r.organizationId(organization).name("room").type(ResourceType.ROOM))),
          change(
              "UpdateResource",
              () ->
                  client.updateResource(
                      r -> r.organizationId(organization).resourceId(resource).name("user"))),
          change(
              "DeleteResource",
              () ->
                  client.deleteResource(r -> r.organizationId(organization).resourceId(resource))),
          change(
              "AssociateDelegateToResource",
              () ->
                  client.associateDelegateToResource(
                      r -> r.organizationId(organization).resourceId(resource).entityId(user))),
          change(
              "DisassociateDelegateFromResource",
              () ->
                  client.disassociateDelegateFromResource(
                      r -> r.organizationId(organization).resourceId(resource).entityId(user))));
    }

    /** What cannot be done without the directory is refused with the first error it declares. */
    void needTheDirectory(ErrorCode... errors) {
      List<Change> all = new ArrayList<>(changes());
      all.add(
          change(
              "RegisterToWorkMail",
              () ->
                  client.registerToWorkMail(
                      r ->
                          r.organizationId(organization)
                              .entityId(newcomer)
                              .email("newcomer@" + domain))));
      List<String> refused = new ArrayList<>();
      for (Change change : all) {
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
}
