package org.postroom.directory.permission.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.DeleteMailboxPermissionsRequest;
import org.postroom.contract.directory.PermissionType;
import org.postroom.contract.directory.PutMailboxPermissionsRequest;
import org.postroom.contract.directory.event.MailboxPermissionsChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;

class MailboxPermissionHandlersTest {
  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final MailboxParties parties =
      new MailboxParties(directory.identification, directory.permissions);
  private final PutMailboxPermissionsHandler put =
      new PutMailboxPermissionsHandler(directory.organizations, parties, directory.permissions);
  private final DeleteMailboxPermissionsHandler delete =
      new DeleteMailboxPermissionsHandler(directory.organizations, parties, directory.permissions);

  private final User ann = UserSamples.enabledUser("ann");
  private final User bob = UserSamples.enabledUser("bob");
  private final User off = UserSamples.newUser("off");
  private final User gone = UserSamples.newUser("gone").delete().after();
  private final Group staff = group();

  @BeforeEach
  void givenEntities() {
    handling.given(OrganizationState.ACTIVE);
    for (User user : List.of(ann, bob, off, gone)) {
      directory.users.add(user).apply(null).await().indefinitely();
    }
    directory.groups.add(staff).apply(null).await().indefinitely();
  }

  @Test
  void aGrantReplacesTheOneBeforeAndIsToldOnce() {
    assertThat(handling.accepted(put, put(ann, bob, "SEND_AS", "FULL_ACCESS", "SEND_AS")).events())
        .containsExactly(changed(ann, bob, "FULL_ACCESS", "SEND_AS"));
    assertThat(handling.accepted(put, put(ann, bob, "FULL_ACCESS", "SEND_AS")).changes()).isEmpty();

    assertThat(handling.accepted(put, put(ann, bob, "SEND_ON_BEHALF")).events())
        .containsExactly(changed(ann, bob, "SEND_ON_BEHALF"));
    assertThat(directory.permissions.rows.values())
        .extracting(grant -> grant.permissions())
        .containsExactly(Set.of(PermissionType.SEND_ON_BEHALF));
  }

  @Test
  void aGrantOfNothingAndADeletionTakeItAll() {
    handling.accepted(put, put(ann, bob, "SEND_AS"));
    assertThat(handling.accepted(put, put(ann, bob)).events()).containsExactly(changed(ann, bob));
    handling.accepted(put, put(ann, bob, "SEND_AS"));
    assertThat(handling.accepted(delete, delete(ann, bob)).events())
        .containsExactly(changed(ann, bob));

    assertThat(handling.accepted(delete, delete(ann, bob)).changes()).isEmpty();
    assertThat(handling.accepted(delete, delete(off, bob)).changes()).isEmpty();
    assertThat(directory.permissions.rows).isEmpty();
  }

  @Test
  void bothMustExistBeforeTheirStateAndTheValuesAreJudged() {
    handling.refused(
        ErrorCode.ENTITY_NOT_FOUND,
        put,
        new PutMailboxPermissionsRequest(
            ORGANIZATION, gone.id().value(), "nobody", List.of("SEND_AS")));
    handling.refused(ErrorCode.ENTITY_STATE, put, put(off, off, "SEND_AS"));
    handling.refused(ErrorCode.ENTITY_STATE, put, put(ann, off, "SEND_AS"));
    handling.refused(ErrorCode.ENTITY_STATE, put, put(gone, ann, "SEND_AS"));
    handling.refused(ErrorCode.INVALID_PARAMETER, put, put(ann, ann, "SEND_AS"));
    handling.refused(ErrorCode.ENTITY_STATE, delete, delete(gone, ann));
    handling.refused(ErrorCode.ENTITY_STATE, delete, delete(ann, gone));
    handling.refused(
        ErrorCode.ENTITY_NOT_FOUND,
        delete,
        new DeleteMailboxPermissionsRequest(ORGANIZATION, ann.id().value(), "nobody"));
  }

  @Test
  void aGroupCanBeGrantedEverythingButHasNoMailboxToBeAccessed() {
    assertThat(handling.accepted(put, put(ann.id(), staff.id(), "FULL_ACCESS")).events())
        .containsExactly(
            new MailboxPermissionsChanged(
                ann.id().value(), staff.id().value(), "GROUP", List.of("FULL_ACCESS")));
    handling.accepted(put, put(staff.id(), ann.id(), "SEND_AS"));
    handling.refused(
        ErrorCode.INVALID_PARAMETER, put, put(staff.id(), ann.id(), "SEND_AS", "FULL_ACCESS"));
  }

  private static MailboxPermissionsChanged changed(User owner, User grantee, String... values) {
    return new MailboxPermissionsChanged(
        owner.id().value(), grantee.id().value(), "USER", List.of(values));
  }

  private static PutMailboxPermissionsRequest put(User owner, User grantee, String... values) {
    return put(owner.id(), grantee.id(), values);
  }

  private static PutMailboxPermissionsRequest put(
      EntityId owner, EntityId grantee, String... values) {
    return new PutMailboxPermissionsRequest(
        ORGANIZATION, owner.value(), grantee.value(), List.of(values));
  }

  private static DeleteMailboxPermissionsRequest delete(User owner, User grantee) {
    return new DeleteMailboxPermissionsRequest(
        ORGANIZATION, owner.id().value(), grantee.id().value());
  }

  private static Group group() {
    return Group.create(
            OrganizationId.of(ORGANIZATION),
            EntityId.parse(MemoryContext.of(ORGANIZATION).newId("group")).orElseThrow(),
            EntityName.ofGroup("staff"),
            false)
        .after()
        .register(EmailAddress.of("staff@example.com"), MemoryContext.NOW)
        .after();
  }
}
