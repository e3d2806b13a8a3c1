package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.LIST_TAGS_FOR_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.TAG_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.UNTAG_RESOURCE;
import static org.postroom.directory.Refusals.assertRefused;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.ListTagsForResourceRequest;
import org.postroom.contract.directory.OrganizationArn;
import org.postroom.contract.directory.Tag;
import org.postroom.contract.directory.TagResourceRequest;
import org.postroom.contract.directory.UntagResourceRequest;
import org.postroom.contract.directory.event.OrganizationTagged;
import org.postroom.contract.directory.event.OrganizationUntagged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;

@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class TagsIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
  }

  @Test
  void stayWithAnOrganizationBeyondItsEnd() {
    String organization = directory.activeOrganization();
    String arn = directory.describe(organization).arn();
    directory.commands.call(
        TAG_RESOURCE,
        organization,
        new TagResourceRequest(arn, List.of(new Tag("team", "mail"), new Tag("cost", "4711"))));
    directory.commands.call(
        TAG_RESOURCE,
        organization,
        new TagResourceRequest(arn, List.of(new Tag("team", "mail"), new Tag("cost", "4712"))));
    directory.commands.call(
        UNTAG_RESOURCE, organization, new UntagResourceRequest(arn, List.of("team", "unknown")));
    directory.commands.call(
        TAG_RESOURCE, organization, new TagResourceRequest(arn, List.of(new Tag("team", ""))));
    assertThat(tags(arn)).containsExactly(new Tag("cost", "4712"), new Tag("team", ""));

    directory.commands.call(
        DELETE_ORGANIZATION,
        organization,
        new DeleteOrganizationRequest(null, organization, true, false));
    directory.awaitState(organization, "Deleted");

    assertThat(tags(arn)).hasSize(2);
    directory.commands.call(
        UNTAG_RESOURCE, organization, new UntagResourceRequest(arn, List.of("cost")));
    assertThat(tags(arn)).containsExactly(new Tag("team", ""));
    assertThat(
            directory.commands.refusal(
                TAG_RESOURCE, organization, new TagResourceRequest(arn, List.of())))
        .isEqualTo(ErrorCode.ORGANIZATION_STATE);
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(directory.events.of(organization))
                    .filteredOn(
                        event ->
                            event instanceof OrganizationTagged
                                || event instanceof OrganizationUntagged)
                    .containsExactly(
                        new OrganizationTagged(
                            List.of(new Tag("team", "mail"), new Tag("cost", "4711"))),
                        new OrganizationTagged(List.of(new Tag("cost", "4712"))),
                        new OrganizationUntagged(List.of("team")),
                        new OrganizationTagged(List.of(new Tag("team", ""))),
                        new OrganizationUntagged(List.of("cost"))));
  }

  @Test
  void areFoundByTheOwnersArnOnly() {
    String organization = directory.activeOrganization();
    String arn = directory.describe(organization).arn();

    assertNotFound(arn, "999988887777");
    assertNotFound(
        new OrganizationArn("eu-west-1", DirectoryUnderTest.ACCOUNT, organization).text(),
        DirectoryUnderTest.ACCOUNT);
    assertNotFound(
        new OrganizationArn(
                "us-east-1", DirectoryUnderTest.ACCOUNT, DirectoryUnderTest.newOrganizationId())
            .text(),
        DirectoryUnderTest.ACCOUNT);
    assertNotFound("arn:aws:workmail:us-east-1:x", DirectoryUnderTest.ACCOUNT);
  }

  private void assertNotFound(String arn, String account) {
    assertRefused(
        ErrorCode.RESOURCE_NOT_FOUND,
        () ->
            directory.query(LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(arn), account));
    assertThat(
            CommandClient.await(
                    directory.commands.send(
                        TAG_RESOURCE,
                        OrganizationArn.organizationIdOf(arn),
                        new TagResourceRequest(arn, List.of(new Tag("aws:a", ""))),
                        account))
                .error())
        .isEqualTo(ErrorCode.RESOURCE_NOT_FOUND);
  }

  private List<Tag> tags(String arn) {
    return directory.query(LIST_TAGS_FOR_RESOURCE, new ListTagsForResourceRequest(arn)).tags();
  }
}
