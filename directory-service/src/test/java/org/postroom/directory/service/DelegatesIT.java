package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.contract.directory.DirectoryOperations.DISASSOCIATE_DELEGATE_FROM_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.LIST_RESOURCE_DELEGATES;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_RESOURCE;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.BookingOptions;
import org.postroom.contract.directory.Delegate;
import org.postroom.contract.directory.DisassociateDelegateFromResourceRequest;
import org.postroom.contract.directory.ListResourceDelegatesRequest;
import org.postroom.contract.directory.ListResourceDelegatesResponse;
import org.postroom.contract.directory.MemberType;
import org.postroom.contract.directory.UpdateResourceRequest;
import org.postroom.contract.directory.event.DelegateAssociated;
import org.postroom.contract.directory.event.DelegateDisassociated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.kit.testing.PostroomTestResource;

/** Who decides for resources. */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class DelegatesIT {
  @TestHTTPResource URI service;
  private DirectoryUnderTest directory;
  private OrganizationUnderTest organization;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = new OrganizationUnderTest(directory);
  }

  @Test
  void delegatesComeAndGo() {
    String room = organization.room("room");
    String ann = organization.user("ann");
    String staff = organization.group("staff");
    UpdateResourceRequest byHand =
        new UpdateResourceRequest(
            organization.id, room, null, new BookingOptions(false, false, false), null, null, null);
    assertThat(directory.commands.refusal(UPDATE_RESOURCE, organization.id, byHand))
        .isEqualTo(ErrorCode.INVALID_CONFIGURATION);

    organization.delegate(room, ann);
    organization.delegate(room, staff);
    organization.delegate(room, staff);
    directory.commands.call(UPDATE_RESOURCE, organization.id, byHand);
    assertThat(organization.delegates(room))
        .containsExactly(new Delegate(ann, MemberType.USER), new Delegate(staff, MemberType.GROUP));
    ListResourceDelegatesResponse page =
        directory.query(
            LIST_RESOURCE_DELEGATES,
            new ListResourceDelegatesRequest(organization.id, room, null, 1));
    assertThat(page.delegates()).hasSize(1);
    assertThat(
            directory
                .query(
                    LIST_RESOURCE_DELEGATES,
                    new ListResourceDelegatesRequest(organization.id, room, page.nextToken(), 1))
                .nextToken())
        .isNull();

    assertThat(removal(room, ann)).isNull();
    assertThat(removal(room, ann)).isNull();
    assertThat(removal(room, staff)).isEqualTo(ErrorCode.ENTITY_STATE);
    assertThat(directory.events.of(organization.id))
        .filteredOn(event -> event.toString().startsWith("Delegate"))
        .containsExactly(
            new DelegateAssociated(room, ann, "USER"),
            new DelegateAssociated(room, staff, "GROUP"),
            new DelegateDisassociated(room, ann));
  }

  private ErrorCode removal(String resource, String delegate) {
    return directory.commands.refusal(
        DISASSOCIATE_DELEGATE_FROM_RESOURCE,
        organization.id,
        new DisassociateDelegateFromResourceRequest(organization.id, resource, delegate));
  }
}
