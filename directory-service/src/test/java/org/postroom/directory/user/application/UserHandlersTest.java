package org.postroom.directory.user.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.CreateUserResponse;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.ResetPasswordRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.secret.PasswordDigest;
import org.postroom.contract.secret.Secret;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.directory.user.model.User;
import org.postroom.kit.command.Outcome;

class UserHandlersTest {
  private static final String HASH = "$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final CreateUserHandler create =
      new CreateUserHandler(
          directory.organizations, directory.names, directory.users, directory.credentials);
  private final UpdateUserHandler update =
      new UpdateUserHandler(directory.organizations, directory.identification, directory.users);
  private final DeleteUserHandler delete =
      new DeleteUserHandler(
          directory.organizations,
          directory.identification,
          directory.deletion,
          directory.credentials);
  private final ResetPasswordHandler reset =
      new ResetPasswordHandler(
          directory.organizations, directory.identification, directory.credentials);

  @BeforeEach
  void givenAnActiveOrganization() {
    handling.given(OrganizationState.ACTIVE);
  }

  @Test
  void createUserAnswersWithItsIdAndTellsWhoItIs() {
    Outcome<CreateUserResponse> outcome = handling.accepted(create, named("Ann"));

    String id = outcome.response().userId();
    assertThat(outcome.events())
        .containsExactly(new UserCreated(id, "Ann", "Ann Other", null, null, "USER", false));
    assertThat(stored(id).state()).isEqualTo(EntityState.DISABLED);
    assertThat(directory.hashes).isEmpty();
  }

  @Test
  void createUserKeepsTheHashOutOfItsEvents() {
    Outcome<CreateUserResponse> outcome =
        handling.accepted(create, withPassword("ann", PasswordDigest.accepted(HASH)));

    assertThat(directory.hashes).containsValue(HASH);
    assertThat(outcome.events().toString()).doesNotContain("argon2");
  }

  @Test
  void createUserRefusesANameThatDiffersOnlyInCase() {
    handling.accepted(create, named("ann"));

    handling.refused(ErrorCode.NAME_AVAILABILITY, create, named("ANN"));
  }

  @Test
  void createUserChecksInTheDocumentedOrder() {
    PasswordDigest refused = PasswordDigest.refused("too short");
    handling.accepted(create, named("ann"));

    handling.refused(ErrorCode.INVALID_PARAMETER, create, full("guest", "SYSTEM_USER", refused));
    handling.refused(ErrorCode.RESERVED_NAME, create, full("guest", "USER", refused));
    handling.refused(ErrorCode.NAME_AVAILABILITY, create, full("ann", "USER", refused));
    handling.refused(ErrorCode.INVALID_PASSWORD, create, full("bob", "USER", refused));
  }

  @ParameterizedTest
  @EnumSource(value = OrganizationState.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void nothingIsDoneInAnOrganizationThatIsNotActive(OrganizationState state) {
    handling.given(state);

    handling.refused(ErrorCode.ORGANIZATION_STATE, create, named("ann"));
    handling.refused(ErrorCode.ORGANIZATION_STATE, update, renamed(NOBODY));
    handling.refused(ErrorCode.ORGANIZATION_STATE, delete, deletionOf(NOBODY));
    handling.refused(ErrorCode.ORGANIZATION_STATE, reset, passwordOf(NOBODY));
  }

  @Test
  void nothingIsDoneForAnotherAccount() {
    MemoryContext stranger = MemoryContext.of(ORGANIZATION, "999999999999");

    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, create, named("ann"), stranger);
    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, update, renamed(NOBODY), stranger);
    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, delete, deletionOf(NOBODY), stranger);
    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, reset, passwordOf(NOBODY), stranger);
  }

  @Test
  void updateUserFindsByIdAndByName() {
    String id = handling.accepted(create, named("Ann")).response().userId();

    assertThat(handling.accepted(update, renamed(id)).events())
        .hasSize(1)
        .first()
        .isInstanceOf(UserUpdated.class);
    assertThat(stored(id).attributes().displayName()).isEqualTo("Renamed");
    assertThat(handling.accepted(update, renamed("aNN")).events()).isEmpty();
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, update, renamed("bob"));
  }

  @Test
  void deleteUserLeavesATombstoneAndFreesTheName() {
    String id =
        handling
            .accepted(create, withPassword("ann", PasswordDigest.accepted(HASH)))
            .response()
            .userId();

    assertThat(handling.accepted(delete, deletionOf("ANN")).events())
        .containsExactly(new UserDeleted(id));
    assertThat(stored(id).state()).isEqualTo(EntityState.DELETED);
    assertThat(directory.hashes).isEmpty();
    assertThat(directory.purgeTimes)
        .containsValue(MemoryContext.NOW.plus(DirectoryEntity.TOMBSTONE_LIFE));
    assertThat(handling.accepted(create, named("ann")).response().userId()).isNotEqualTo(id);
  }

  @Test
  void deleteUserOfNobodyOrOfATombstoneChangesNothing() {
    String id = handling.accepted(create, named("ann")).response().userId();
    handling.accepted(delete, deletionOf(id));

    assertThat(handling.accepted(delete, deletionOf(id)).changes()).isEmpty();
    assertThat(handling.accepted(delete, deletionOf(NOBODY)).changes()).isEmpty();
    assertThat(handling.accepted(delete, deletionOf("nobody@example.com")).changes()).isEmpty();
  }

  @Test
  void aTombstoneIsFoundByItsIdOnly() {
    String id = handling.accepted(create, named("ann")).response().userId();
    handling.accepted(delete, deletionOf(id));

    handling.refused(ErrorCode.ENTITY_STATE, update, renamed(id));
    handling.refused(ErrorCode.ENTITY_STATE, reset, passwordOf(id));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, update, renamed("ann"));
  }

  @Test
  void resetPasswordReplacesTheHashById() {
    String id = handling.accepted(create, named("ann.other.person")).response().userId();

    assertThat(handling.accepted(reset, passwordOf(id)).events())
        .containsExactly(new UserPasswordReset(id));
    assertThat(directory.hashes).containsValue(HASH);
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, reset, passwordOf("ann.other.person"));
    handling.refused(
        ErrorCode.INVALID_PASSWORD,
        reset,
        new ResetPasswordRequest(
            ORGANIZATION, id, new Secret(PasswordDigest.refused("too short").encode())));
  }

  private User stored(String id) {
    return directory.usersById.get(ORGANIZATION + "/" + id);
  }

  private static CreateUserRequest named(String name) {
    return full(name, null, null);
  }

  private static CreateUserRequest withPassword(String name, PasswordDigest password) {
    return full(name, null, password);
  }

  private static CreateUserRequest full(String name, String role, PasswordDigest password) {
    return new CreateUserRequest(
        ORGANIZATION,
        name,
        "Ann Other",
        password == null ? null : new Secret(password.encode()),
        role,
        null,
        null,
        false);
  }

  private static UpdateUserRequest renamed(String identifier) {
    return new UpdateUserRequest(
        ORGANIZATION,
        identifier,
        null,
        "Renamed",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static DeleteUserRequest deletionOf(String identifier) {
    return new DeleteUserRequest(ORGANIZATION, identifier);
  }

  private static ResetPasswordRequest passwordOf(String identifier) {
    return new ResetPasswordRequest(
        ORGANIZATION, identifier, new Secret(PasswordDigest.accepted(HASH).encode()));
  }
}
