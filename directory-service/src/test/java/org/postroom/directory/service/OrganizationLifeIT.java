package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.LIST_ORGANIZATIONS;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.service.DirectoryUnderTest.creation;
import static org.postroom.directory.service.DirectoryUnderTest.newAlias;
import static org.postroom.directory.service.DirectoryUnderTest.newOrganizationId;
import static org.postroom.directory.service.DirectoryUnderTest.user;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.DescribeOrganizationRequest;
import org.postroom.contract.directory.DescribeOrganizationResponse;
import org.postroom.contract.directory.ListOrganizationsRequest;
import org.postroom.contract.directory.ListOrganizationsResponse;
import org.postroom.contract.directory.OrganizationSummary;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationDeleting;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class OrganizationLifeIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void becomesActiveWithItsTestDomain() {
    String alias = newAlias().toUpperCase(Locale.ROOT);
    String id = newOrganizationId();

    assertThat(directory.commands.call(CREATE_ORGANIZATION, id, creation(alias)).organizationId())
        .isEqualTo(id);
    directory.awaitState(id, "Active");

    DescribeOrganizationResponse described = directory.describe(id);
    assertThat(described.alias()).isEqualTo(alias);
    assertThat(described.defaultMailDomain())
        .isEqualTo(alias.toLowerCase(Locale.ROOT) + ".awsapps.com");
    assertThat(described.directoryId()).matches("d-[0-9a-f]{10}");
    assertThat(described.directoryType()).isEqualTo("VpcDirectory");
    assertThat(described.completedDate()).isNotNull();
    assertThat(described.errorMessage()).isNull();
    assertThat(described.arn())
        .isEqualTo(
            "arn:aws:workmail:us-east-1:" + DirectoryUnderTest.ACCOUNT + ":organization/" + id);
    assertThat(directory.events.of(id))
        .extracting(Object::getClass)
        .startsWith(OrganizationRequested.class, OrganizationSetUpRequested.class)
        .endsWith(OrganizationActivated.class);
  }

  @Test
  void isRefusedUnderATakenAliasAndUnderItsOwnIdAgain() {
    String alias = newAlias();
    String id = newOrganizationId();
    directory.commands.call(CREATE_ORGANIZATION, id, creation(alias));

    assertThat(
            directory.commands.refusal(
                CREATE_ORGANIZATION, newOrganizationId(), creation(alias.toUpperCase(Locale.ROOT))))
        .isEqualTo(ErrorCode.NAME_AVAILABILITY);
    assertThat(directory.commands.refusal(CREATE_ORGANIZATION, id, creation(newAlias())))
        .isEqualTo(ErrorCode.INVALID_PARAMETER);
  }

  @Test
  void doesNotExistForAnotherAccount() {
    String id = directory.activeOrganization();
    String stranger = "999999999999";

    assertRefused(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        () ->
            directory.query(DESCRIBE_ORGANIZATION, new DescribeOrganizationRequest(id), stranger));
    assertThat(
            CommandClient.await(directory.commands.send(CREATE_USER, id, user(id, "ann"), stranger))
                .error())
        .isEqualTo(ErrorCode.ORGANIZATION_NOT_FOUND);
    assertThat(
            directory
                .query(LIST_ORGANIZATIONS, new ListOrganizationsRequest(null, null), stranger)
                .organizationSummaries())
        .isEmpty();
  }

  @Test
  void failsWhenAParticipantRefusesAndGivesItsAliasBack() {
    String alias = "refused" + newAlias();
    String id = newOrganizationId();
    directory.commands.call(CREATE_ORGANIZATION, id, creation(alias));
    directory.awaitState(id, "Failed");

    assertThat(directory.describe(id).errorMessage()).isEqualTo("refused by the test");
    assertThat(directory.commands.refusal(CREATE_USER, id, user(id, "ann")))
        .isEqualTo(ErrorCode.ORGANIZATION_STATE);
    awaitFree(alias);
    assertThat(directory.events.of(id))
        .extracting(Object::getClass)
        .contains(OrganizationFailed.class, OrganizationRemovalRequested.class);
    assertThat(directory.describe(id).state()).isEqualTo("Failed");
  }

  @Test
  void isDeletedWithEverythingInItAndStaysListed() throws Exception {
    String id = directory.activeOrganization();
    DescribeOrganizationResponse described = directory.describe(id);
    String ann = directory.createUser(id, "ann");
    directory.createUser(id, "bob");
    directory.register(id, ann, "ann@" + described.defaultMailDomain());

    assertThat(directory.commands.refusal(DELETE_ORGANIZATION, id, deletion(id, false)))
        .isEqualTo(ErrorCode.ORGANIZATION_STATE);
    assertThat(directory.commands.call(DELETE_ORGANIZATION, id, deletion(id, true)).state())
        .isEqualTo("Deleting");
    directory.awaitState(id, "Deleted");

    assertThat(directory.commands.refusal(DELETE_ORGANIZATION, id, deletion(id, true)))
        .isEqualTo(ErrorCode.ORGANIZATION_STATE);
    assertThat(directory.events.of(id))
        .extracting(Object::getClass)
        .containsOnlyOnce(OrganizationDeleting.class)
        .endsWith(
            OrganizationDeleting.class,
            OrganizationRemovalRequested.class,
            OrganizationDeleted.class);
    assertThat(rowsOf(id)).isZero();
    assertThat(summaries())
        .contains(new OrganizationSummary(id, described.alias(), null, null, "Deleted"));
    awaitFree(described.alias());
  }

  @Test
  void isListedOncePageByPage() {
    List<String> mine = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      mine.add(directory.activeOrganization());
    }

    List<String> paged = new ArrayList<>();
    String token = null;
    do {
      ListOrganizationsResponse page =
          directory.query(LIST_ORGANIZATIONS, new ListOrganizationsRequest(token, 2));
      page.organizationSummaries().forEach(item -> paged.add(item.organizationId()));
      token = page.nextToken();
    } while (token != null);

    assertThat(paged).doesNotHaveDuplicates().containsSubsequence(mine);
  }

  private void awaitFree(String alias) {
    String successor = newOrganizationId();
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(
            () ->
                directory.commands.refusal(CREATE_ORGANIZATION, successor, creation(alias))
                    == null);
  }

  private List<OrganizationSummary> summaries() {
    return directory
        .query(LIST_ORGANIZATIONS, new ListOrganizationsRequest(null, null))
        .organizationSummaries();
  }

  private long rowsOf(String organization) throws Exception {
    long rows = 0;
    try (Connection connection = directory.database();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "directory_user",
              "entity_name",
              "entity_address",
              "entity_tombstone",
              "user_credential",
              "mail_domain_view",
              "default_mail_domain_view",
              "closed_mail_domain")) {
        try (ResultSet count =
            statement.executeQuery(
                "select count(*) from "
                    + table
                    + " where organization_id = '"
                    + organization
                    + "'")) {
          count.next();
          rows += count.getLong(1);
        }
      }
    }
    return rows;
  }

  private static DeleteOrganizationRequest deletion(String id, boolean force) {
    return new DeleteOrganizationRequest(null, id, true, force);
  }
}
