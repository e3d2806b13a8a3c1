package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
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
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.Member;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

/** What ties an entity to others ends with its deletion, not with its deregistration. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class DeletedLinksIT {
  private static final int MANY = 2_500;

  private static final String ADD_MEMBERS =
      """
      insert into group_member (organization_id, group_id, member_id, member_type,
          creation_number, group_name_key)
      select ?, ?, 'u-' || n, 'USER', 1000000 + n, 'crowd' from generate_series(1, ?) n
      """;

  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private OrganizationUnderTest organization;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = new OrganizationUnderTest(directory);
  }

  @Test
  void membershipSurvivesDeregistrationAndEndsWithDeletion() {
    String staff = organization.group("staff");
    String ann = organization.user("ann");
    String room = organization.room("room");
    organization.associate(staff, ann);
    organization.delegate(room, ann);
    organization.deregister(ann);
    organization.deregister(staff);

    assertThat(organization.members(staff))
        .extracting(Member::state)
        .containsExactly(EntityState.DISABLED);
    assertThat(organization.associationRefusal(staff, ann)).isEqualTo(ErrorCode.ENTITY_STATE);
    directory.commands.call(
        DELETE_USER, organization.id, new DeleteUserRequest(organization.id, ann));

    assertThat(organization.members(staff)).isEmpty();
    assertThat(organization.delegates(room)).isEmpty();
    assertRefused(ErrorCode.ENTITY_STATE, () -> organization.groupsOf(ann, null));
    awaitNoLinksOf(ann);
  }

  @Test
  void aLargeGroupIsDeletedAtOnceAndForgottenInChunks() throws Exception {
    String crowd = organization.group("crowd");
    String all = organization.group("all");
    organization.associate(all, crowd);
    try (Connection database = directory.database();
        PreparedStatement insert = database.prepareStatement(ADD_MEMBERS)) {
      insert.setString(1, organization.id);
      insert.setString(2, crowd);
      insert.setInt(3, MANY);
      assertThat(insert.executeUpdate()).isEqualTo(MANY);
    }
    organization.deregister(crowd);

    directory.commands.call(
        DELETE_GROUP, organization.id, new DeleteGroupRequest(organization.id, crowd));

    assertThat(organization.members(all)).isEmpty();
    awaitNoLinksOf(crowd);
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
