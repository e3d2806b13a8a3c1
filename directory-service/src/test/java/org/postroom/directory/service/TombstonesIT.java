package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.application.Tombstones;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.database.Database;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class TombstonesIT {
  @TestHTTPResource URI service;
  @Inject Database database;
  @Inject Tombstones tombstones;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void areForgottenWhenTheirTimeIsUp() throws Exception {
    String organization = directory.activeOrganization();
    String due = deletedUser(organization, "due");
    String kept = deletedUser(organization, "kept");

    makeDue(organization, due);

    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertRefused(
                    ErrorCode.ENTITY_NOT_FOUND, () -> directory.describeUser(organization, due)));
    assertThat(directory.describeUser(organization, kept).state()).isEqualTo(EntityState.DELETED);
  }

  /** What the batch knows of other rows, those it has persisted among them, must survive. */
  @Test
  void leaveTheOtherRowsOfTheirBatchInTheSession() {
    String organization = directory.activeOrganization();
    String due = deletedUser(organization, "due");
    String other = directory.createUser(organization, "other");
    Instant whenDue = Instant.now().plus(Duration.ofDays(31));

    database.await(
        database.transaction(
            session ->
                row(session, organization, due)
                    .chain(
                        gone ->
                            row(session, organization, other)
                                .call(
                                    () ->
                                        tombstones
                                            .purge(OrganizationId.of(organization), whenDue)
                                            .apply(session))
                                .invoke(
                                    stays -> {
                                      assertThat(session.contains(gone)).isFalse();
                                      assertThat(session.contains(stays)).isTrue();
                                    }))
                    .replaceWithVoid()));
    assertRefused(ErrorCode.ENTITY_NOT_FOUND, () -> directory.describeUser(organization, due));
  }

  private static Uni<Object> row(Mutiny.Session session, String organization, String user) {
    return session
        .createQuery(
            "from DirectoryUser u where u.key.organizationId = :organization"
                + " and u.key.userId = :user",
            Object.class)
        .setParameter("organization", organization)
        .setParameter("user", user)
        .getSingleResult();
  }

  private String deletedUser(String organization, String name) {
    String id = directory.createUser(organization, name);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, id));
    return id;
  }

  private void makeDue(String organization, String user) throws SQLException {
    try (Connection connection = directory.database();
        PreparedStatement statement =
            connection.prepareStatement(
                "update entity_tombstone set purge_at = now() - interval '1 second'"
                    + " where organization_id = ? and entity_id = ?")) {
      statement.setString(1, organization);
      statement.setString(2, user);
      assertThat(statement.executeUpdate()).isOne();
    }
  }
}
