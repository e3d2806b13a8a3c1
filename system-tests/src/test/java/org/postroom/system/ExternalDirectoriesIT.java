package org.postroom.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DescribeOrganizationResponse;
import software.amazon.awssdk.services.workmail.model.DirectoryInUseException;
import software.amazon.awssdk.services.workmail.model.DirectoryServiceAuthenticationFailedException;
import software.amazon.awssdk.services.workmail.model.DirectoryUnavailableException;
import software.amazon.awssdk.services.workmail.model.EntityNotFoundException;
import software.amazon.awssdk.services.workmail.model.InvalidParameterException;
import software.amazon.awssdk.services.workmail.model.UnsupportedOperationException;

/** Organizations on directories that the operator has connected. */
@OnSharedSystem
class ExternalDirectoriesIT {
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
    EntitiesOnDirectory entities = new EntitiesOnDirectory(client, organization);

    system.directories().becomesReadOnly(1);
    awaitRefusal(entities::create, UnsupportedOperationException.class);
    for (DirectoryChange change : entities.changes()) {
      change.isRefused(ErrorCode.UNSUPPORTED_OPERATION);
    }
    // What is read, what is registered and what does not exist is as ever.
    entities.read();
    assertThatThrownBy(
            () ->
                client.updateUser(
                    r ->
                        r.organizationId(organization)
                            .userId(EntitiesOnDirectory.UNKNOWN)
                            .displayName("x")))
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
}
