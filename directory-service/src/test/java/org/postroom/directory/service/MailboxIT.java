package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.GET_MAILBOX_DETAILS;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_MAILBOX_QUOTA;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.GetMailboxDetailsRequest;
import org.postroom.contract.directory.GetMailboxDetailsResponse;
import org.postroom.contract.directory.UpdateMailboxQuotaRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.directory.event.MailboxPurged;
import org.postroom.contract.directory.event.MailboxQuotaChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class MailboxIT {
  private static final GetMailboxDetailsResponse NEW = new GetMailboxDetailsResponse(51_200, 0.0);

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private MailServerClient mailServer;
  private String organization;
  private String address;
  private String ann;

  @BeforeEach
  void aUser() {
    directory = DirectoryUnderTest.at(service);
    mailServer = new MailServerClient(service);
    organization = directory.activeOrganization();
    address = "ann@" + directory.describe(organization).defaultMailDomain();
    ann = directory.createUser(organization, "ann");
  }

  @Test
  void showsTheLastReportAndItsQuota() {
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, this::details);
    directory.register(organization, ann, address);
    assertThat(details()).isEqualTo(NEW);

    report("[" + size(ann, 1) + "," + size(ann, 40_798) + "]", 202);
    directory.commands.call(
        UPDATE_MAILBOX_QUOTA,
        organization,
        new UpdateMailboxQuotaRequest(organization, address, 100));

    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(details())
                    .isEqualTo(new GetMailboxDetailsResponse(100, 0.03890800476074219)));
    assertThat(directory.events.of(organization)).contains(new MailboxQuotaChanged(ann, 100));
  }

  @Test
  void isKeptRestoredAndInTheEndPurged() throws SQLException {
    directory.register(organization, ann, address);
    directory.commands.call(
        UPDATE_MAILBOX_QUOTA, organization, new UpdateMailboxQuotaRequest(organization, ann, 100));
    directory.deregister(organization, ann);
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, this::details);

    directory.register(organization, ann, address);
    assertThat(details().mailboxQuota()).isEqualTo(100);

    directory.deregister(organization, ann);
    makeDue();
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(() -> directory.events.of(organization).contains(new MailboxPurged(ann)));
    directory.register(organization, ann, address);
    assertThat(details()).isEqualTo(NEW);
  }

  @Test
  void isNotMadeForARemoteUser() {
    String remote =
        directory
            .commands
            .call(
                CREATE_USER,
                organization,
                new CreateUserRequest(
                    organization, "remote", "", null, "REMOTE_USER", null, null, false))
            .userId();
    directory.register(organization, remote, address);

    assertRefused(
        ErrorCode.ENTITY_NOT_FOUND,
        () ->
            directory.query(
                GET_MAILBOX_DETAILS, new GetMailboxDetailsRequest(organization, remote)));
    assertThat(
            directory.commands.refusal(
                UPDATE_MAILBOX_QUOTA,
                organization,
                new UpdateMailboxQuotaRequest(organization, remote, 100)))
        .isEqualTo(ErrorCode.ENTITY_NOT_FOUND);
  }

  @Test
  void isNoRemoteUsersWhoHadOneBefore() throws SQLException {
    directory.register(organization, ann, address);
    directory.deregister(organization, ann);
    Object keptUntil = keptUntil();
    directory.commands.call(UPDATE_USER, organization, asRemoteUser());
    directory.register(organization, ann, address);

    assertRefused(ErrorCode.ENTITY_NOT_FOUND, this::details);
    directory.deregister(organization, ann);
    assertThat(keptUntil()).isEqualTo(keptUntil);
  }

  @Test
  void takesNoReportThatIsNotComplete() {
    report("[" + size(ann, -1) + "]", 400);
    report("[" + size("ann", 1) + "]", 400);
    report("[null]", 400);
    report("null", 400);
    report("[]", 202);
    assertThat(
            mailServer
                .send(
                    "/mail/usage",
                    "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL,
                    "{\"Reports\":[]}")
                .statusCode())
        .isEqualTo(401);
  }

  private UpdateUserRequest asRemoteUser() {
    return DirectoryUnderTest.update(organization, ann, "REMOTE_USER", null);
  }

  private void report(String reports, int status) {
    assertThat(
            mailServer
                .send("/mail/usage", MailServerClient.CREDENTIAL, "{\"Reports\":" + reports + "}")
                .statusCode())
        .isEqualTo(status);
  }

  private String size(String entity, long bytes) {
    return "{\"OrganizationId\":\"%s\",\"EntityId\":\"%s\",\"SizeBytes\":%d}"
        .formatted(organization, entity, bytes);
  }

  private GetMailboxDetailsResponse details() {
    return directory.query(GET_MAILBOX_DETAILS, new GetMailboxDetailsRequest(organization, ann));
  }

  private Object keptUntil() throws SQLException {
    try (Connection connection = directory.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "select kept_until::text from mailbox where organization_id = ?")) {
      statement.setString(1, organization);
      try (ResultSet rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getObject(1);
      }
    }
  }

  private void makeDue() throws SQLException {
    try (Connection connection = directory.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "update mailbox set kept_until = now() - interval '1 second'"
                    + " where organization_id = ?")) {
      statement.setString(1, organization);
      assertThat(statement.executeUpdate()).isOne();
    }
  }
}
