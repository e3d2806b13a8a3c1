package org.postroom.directory.group.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.CreateGroupResponse;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.UpdateGroupRequest;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.directory.event.GroupUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.group.model.Group;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.registration.model.DirectoryEntity;
import org.postroom.kit.command.Outcome;

class GroupHandlersTest {
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final CreateGroupHandler create =
      new CreateGroupHandler(directory.organizations, directory.names, directory.groups);
  private final UpdateGroupHandler update =
      new UpdateGroupHandler(directory.organizations, directory.identification, directory.groups);
  private final DeleteGroupHandler delete =
      new DeleteGroupHandler(directory.organizations, directory.identification, directory.deletion);

  @BeforeEach
  void givenAnActiveOrganization() {
    handling.given(OrganizationState.ACTIVE);
  }

  @Test
  void createGroupMakesADisabledGroupAndTellsWhatItIs() {
    Outcome<CreateGroupResponse> outcome = handling.accepted(create, named("All of Österreich"));

    String id = outcome.response().groupId();
    assertThat(outcome.events()).containsExactly(new GroupCreated(id, "All of Österreich", false));
    assertThat(stored(id).state()).isEqualTo(EntityState.DISABLED);
  }

  @Test
  void createGroupChecksInTheDocumentedOrder() {
    handling.accepted(create, named("staff"));

    handling.refused(ErrorCode.RESERVED_NAME, create, named("Administrator"));
    handling.refused(ErrorCode.NAME_AVAILABILITY, create, named("STAFF"));
    handling.refused(ErrorCode.INVALID_PARAMETER, create, named("日本"));
  }

  @ParameterizedTest
  @EnumSource(value = OrganizationState.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void nothingIsDoneInAnOrganizationThatIsNotActive(OrganizationState state) {
    handling.given(state);

    handling.refused(ErrorCode.ORGANIZATION_STATE, create, named("staff"));
    handling.refused(ErrorCode.ORGANIZATION_STATE, update, hidden(NOBODY, true));
    handling.refused(ErrorCode.ORGANIZATION_STATE, delete, deletionOf(NOBODY));
  }

  @Test
  void nothingIsDoneForAnotherAccount() {
    MemoryContext stranger = MemoryContext.of(ORGANIZATION, "999999999999");

    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, create, named("staff"), stranger);
    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, update, hidden(NOBODY, true), stranger);
    handling.refused(ErrorCode.ORGANIZATION_NOT_FOUND, delete, deletionOf(NOBODY), stranger);
  }

  @Test
  void updateGroupHidesItOnce() {
    String id = handling.accepted(create, named("staff")).response().groupId();

    assertThat(handling.accepted(update, hidden("STAFF", true)).events())
        .containsExactly(new GroupUpdated(id, "staff", true));
    assertThat(handling.accepted(update, hidden(id, true)).changes()).isEmpty();
    assertThat(handling.accepted(update, hidden(id, null)).changes()).isEmpty();
    assertThat(stored(id).hiddenFromGlobalAddressList()).isTrue();
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, update, hidden(NOBODY, true));
  }

  @Test
  void deleteGroupLeavesATombstoneAndFreesTheName() {
    String id = handling.accepted(create, named("staff")).response().groupId();

    assertThat(handling.accepted(delete, deletionOf("staff")).events())
        .containsExactly(new GroupDeleted(id));
    assertThat(stored(id).state()).isEqualTo(EntityState.DELETED);
    assertThat(directory.purgeTimes)
        .containsValue(MemoryContext.NOW.plus(DirectoryEntity.TOMBSTONE_LIFE));
    handling.refused(ErrorCode.ENTITY_STATE, update, hidden(id, true));
    assertThat(handling.accepted(create, named("Staff")).response().groupId()).isNotEqualTo(id);
  }

  @Test
  void deleteGroupOfNobodyOrOfATombstoneChangesNothing() {
    String id = handling.accepted(create, named("staff")).response().groupId();
    handling.accepted(delete, deletionOf(id));

    assertThat(handling.accepted(delete, deletionOf(id)).changes()).isEmpty();
    assertThat(handling.accepted(delete, deletionOf(NOBODY)).changes()).isEmpty();
  }

  private Group stored(String id) {
    return directory.groupsById.get(ORGANIZATION + "/" + id);
  }

  private static CreateGroupRequest named(String name) {
    return new CreateGroupRequest(ORGANIZATION, name, false);
  }

  private static UpdateGroupRequest hidden(String identifier, Boolean hidden) {
    return new UpdateGroupRequest(ORGANIZATION, identifier, hidden);
  }

  private static DeleteGroupRequest deletionOf(String identifier) {
    return new DeleteGroupRequest(ORGANIZATION, identifier);
  }
}
