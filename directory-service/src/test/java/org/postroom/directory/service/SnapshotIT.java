package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_DELEGATE_TO_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.ASSOCIATE_MEMBER_TO_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.PUT_MAILBOX_PERMISSIONS;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.TAG_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.UNTAG_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_MAILBOX_QUOTA;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_PRIMARY_EMAIL_ADDRESS;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.AssociateDelegateToResourceRequest;
import org.postroom.contract.directory.AssociateMemberToGroupRequest;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.DeleteAliasRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.PutMailboxPermissionsRequest;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.Tag;
import org.postroom.contract.directory.TagResourceRequest;
import org.postroom.contract.directory.UntagResourceRequest;
import org.postroom.contract.directory.UpdateMailboxQuotaRequest;
import org.postroom.contract.directory.UpdatePrimaryEmailAddressRequest;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.testing.PostroomTestResource;

/** What is told, and what is believed, after a database was restored. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class SnapshotIT {
  private static final int MANY = 2_500;

  private static final String RESTORE =
      """
      insert into %1$s select restored.* from %1$s t, jsonb_populate_record(
          t, jsonb_build_object('organization_id', ?::text)) restored
      where t.organization_id = ?
      """;
  private static final String IN_AN_EPOCH_BEFORE =
      "insert into event_sequence (organization_id, epoch, sequence, account) values (?, 0, 99, ?)";
  private static final String ADD_USERS =
      """
      insert into directory_user (organization_id, user_id, creation_number, name, name_key,
          display_name, display_name_key, email, email_key, state, role, hidden)
      select ?, 'u-' || (10000 + n), n, 'n' || n, 'n' || n, '', '', e, e,
          (array['ENABLED', 'DISABLED', 'DELETED'])[n % 3 + 1], 'USER', false
      from generate_series(1, ?) n, lateral (select case n % 3 when 0 then 'e@x.yz' end) as address(e)
      """;

  @TestHTTPResource URI service;
  @Inject CommandPath path;
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
  void bringsANewSubscriberToTheStateOfOneThatHeardEverything() throws Exception {
    String ann = directory.createUser(organization, "ann");
    directory.register(organization, ann, "Ann@" + domain);
    directory.commands.call(
        UPDATE_USER, organization, DirectoryUnderTest.update(organization, ann, null, "Berlin"));
    directory.createUser(organization, "bob");
    String cid = directory.createUser(organization, "cid");
    directory.register(organization, cid, "cid@" + domain);
    directory.deregister(organization, cid);
    String dan = directory.createUser(organization, "dan");
    String staff =
        directory
            .commands
            .call(CREATE_GROUP, organization, new CreateGroupRequest(organization, "staff", true))
            .groupId();
    String room = directory.createRoom(organization, "room", null);
    directory.register(organization, dan, "dan@" + domain);
    directory.register(organization, staff, "staff@" + domain);
    directory.register(organization, room, "room@" + domain);
    for (String member : List.of(ann, dan)) {
      directory.commands.call(
          ASSOCIATE_MEMBER_TO_GROUP,
          organization,
          new AssociateMemberToGroupRequest(organization, staff, member));
    }
    directory.commands.call(
        ASSOCIATE_DELEGATE_TO_RESOURCE,
        organization,
        new AssociateDelegateToResourceRequest(organization, room, staff));
    directory.deregister(organization, dan);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, dan));

    for (String alias : List.of("zoe@", "Anna@", "a@")) {
      directory.commands.call(
          CREATE_ALIAS, organization, new CreateAliasRequest(organization, ann, alias + domain));
    }
    directory.commands.call(
        DELETE_ALIAS, organization, new DeleteAliasRequest(organization, ann, "A@" + domain));
    directory.commands.call(
        UPDATE_PRIMARY_EMAIL_ADDRESS,
        organization,
        new UpdatePrimaryEmailAddressRequest(organization, "ann", "ANNA@" + domain));

    directory.commands.call(
        UPDATE_MAILBOX_QUOTA, organization, new UpdateMailboxQuotaRequest(organization, ann, 100));
    for (List<String> values : List.of(List.of("SEND_AS", "FULL_ACCESS"), List.of("SEND_AS"))) {
      directory.commands.call(
          PUT_MAILBOX_PERMISSIONS,
          organization,
          new PutMailboxPermissionsRequest(organization, room, ann, values));
    }
    directory.commands.call(
        PUT_MAILBOX_PERMISSIONS,
        organization,
        new PutMailboxPermissionsRequest(organization, ann, staff, List.of("FULL_ACCESS")));
    String arn = directory.describe(organization).arn();
    directory.commands.call(
        TAG_RESOURCE,
        organization,
        new TagResourceRequest(arn, List.of(new Tag("team", "mail"), new Tag("cost", "4711"))));
    directory.commands.call(
        UNTAG_RESOURCE, organization, new UntagResourceRequest(arn, List.of("cost")));

    String restored = DirectoryUnderTest.newOrganizationId();
    try (Connection database = directory.database()) {
      database.setAutoCommit(false);
      update(database, RESTORE.formatted("organization"), restored, organization);
      for (String table :
          List.of(
              "directory_user",
              "directory_group",
              "directory_resource",
              "group_member",
              "resource_delegate",
              "entity_address",
              "mailbox",
              "mailbox_permission",
              "organization_tag")) {
        update(database, RESTORE.formatted(table), restored, organization);
      }
      update(database, IN_AN_EPOCH_BEFORE, restored, DirectoryUnderTest.ACCOUNT);
      database.commit();
    }

    assertThat(Subscriber.knowledge(told(restored)))
        .isEqualTo(Subscriber.knowledge(directory.events.of(organization)));
  }

  @Test
  void tellsEveryUserOfALargeOrganizationOnceInOrder() throws Exception {
    String restored = DirectoryUnderTest.newOrganizationId();
    try (Connection database = directory.database()) {
      database.setAutoCommit(false);
      update(database, RESTORE.formatted("organization"), restored, organization);
      update(database, ADD_USERS, restored, MANY);
      update(database, IN_AN_EPOCH_BEFORE, restored, DirectoryUnderTest.ACCOUNT);
      database.commit();
    }

    List<Record> told = told(restored);
    assertThat(told)
        .filteredOn(UserCreated.class::isInstance)
        .extracting(event -> ((UserCreated) event).userId())
        .containsExactlyElementsOf(ids(n -> n % 3 != 2));
    assertThat(told)
        .filteredOn(UserDeleted.class::isInstance)
        .extracting(event -> ((UserDeleted) event).userId())
        .as("of the deleted ones nothing but the id")
        .containsExactlyElementsOf(ids(n -> n % 3 == 2));
  }

  private static List<String> ids(LongPredicate which) {
    return LongStream.rangeClosed(1, MANY)
        .filter(which)
        .mapToObj(n -> "u-" + (10_000 + n))
        .toList();
  }

  @Test
  void replacesTheViewOfMailDomainsWhenTheirOwnerWasRestored() {
    String ann = directory.createUser(organization, "ann");
    String other = "other." + domain;

    directory.mailDomain.restored(
        organization,
        new MailDomainRegistered("r-1", other, false, "VERIFIED", "PENDING"),
        new DefaultMailDomainChanged("r-1", other));

    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(directory.describe(organization).defaultMailDomain()).isEqualTo(other));
    assertThat(
            directory.commands.refusal(
                REGISTER_TO_WORK_MAIL,
                organization,
                new RegisterToWorkMailRequest(organization, ann, "ann@" + domain)))
        .isEqualTo(ErrorCode.MAIL_DOMAIN_NOT_FOUND);
    directory.register(organization, ann, "ann@" + other);
  }

  /** The whole snapshot of an organization. */
  private List<Record> told(String restored) {
    path.askHousekeeping();
    OrganizationSnapshotCompleted end = new OrganizationSnapshotCompleted();
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(() -> directory.events.of(restored).contains(end));
    assertThat(directory.events.of(restored))
        .startsWith(new OrganizationSnapshotStarted())
        .endsWith(end);
    return directory.events.of(restored);
  }

  private static void update(Connection database, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = database.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    }
  }
}
