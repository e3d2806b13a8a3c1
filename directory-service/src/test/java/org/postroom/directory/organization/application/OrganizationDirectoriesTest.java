package org.postroom.directory.organization.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;
import static org.postroom.directory.memory.MemoryContext.ACCOUNT;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.organization.model.DirectoryCondition;
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.organization.model.RegisteredDirectory;

/** Organizations on directories of the operator, and what becomes of their directories. */
class OrganizationDirectoriesTest extends OrganizationHandling {
  @Test
  void createOrganizationOnADirectoryThatTheOperatorHasConnected() {
    external("ACME", ACCOUNT, DirectoryCondition.READ_ONLY);

    handling.accepted(
        create, new CreateOrganizationRequest(EXTERNAL, "Acme", null, null, null, true));

    assertThat(stored().directory())
        .isEqualTo(
            new OrganizationDirectory(
                EXTERNAL, "ADConnector", true, true, false, DirectoryCondition.READ_ONLY));
    assertThat(directory.directories.get(EXTERNAL).inUse()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNAVAILABLE", "AUTHENTICATION_FAILED"})
  void createOrganizationNeedsADirectoryThatAnswers(DirectoryCondition condition) {
    external("acme", null, condition);

    handling.refused(ErrorCode.DIRECTORY_UNAVAILABLE, create, onExternal("acme"));
  }

  @Test
  void aDirectoryOfAnotherAccountDoesNotExist() {
    external("acme", "999999999999", DirectoryCondition.WRITABLE);
    handling.refused(ErrorCode.DIRECTORY_UNAVAILABLE, create, onExternal("acme"));

    directory.externalById.clear();
    directory.directories.put(
        EXTERNAL, new RegisteredDirectory(EXTERNAL, "999999999999", "acme", "VpcDirectory", false));
    handling.refused(ErrorCode.DIRECTORY_UNAVAILABLE, create, onExternal("acme"));
  }

  @Test
  void aDirectoryThatWasLeftBehindIsTakenByAnotherOrganizationOfItsAlias() {
    directory.directories.put(EXTERNAL, registered(EXTERNAL, "Acme", false));

    handling.refused(ErrorCode.INVALID_PARAMETER, create, onExternal("other"));
    handling.accepted(create, onExternal("acme"));

    assertThat(stored().directory()).isEqualTo(OrganizationDirectory.own(EXTERNAL));
  }

  @Test
  void anOwnDirectoryStaysWhenItIsNotToBeDeleted() {
    assertThat(afterDeletion(OrganizationDirectory.own(EXTERNAL), false))
        .containsExactly(registered(EXTERNAL, "acme", false));
    assertThat(afterDeletion(OrganizationDirectory.own(EXTERNAL), true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anExternalDirectoryIsFreeAgainWhateverIsAskedFor(boolean deleteDirectory) {
    OrganizationDirectory external =
        new OrganizationDirectory(
            EXTERNAL, "ADConnector", true, false, false, DirectoryCondition.UNAVAILABLE);

    assertThat(afterDeletion(external, deleteDirectory)).isEmpty();
  }

  /** What is known of directories when an organization on this one is Deleted. */
  private Collection<RegisteredDirectory> afterDeletion(
      OrganizationDirectory itsDirectory, boolean deleteDirectory) {
    handling.given(OrganizationState.ACTIVE);
    handling.givenDirectory(itsDirectory);
    directory.directories.clear();
    directory.directories.put(
        EXTERNAL, new RegisteredDirectory(EXTERNAL, ACCOUNT, "acme", itsDirectory.type(), true));
    handling.accepted(
        delete, new DeleteOrganizationRequest(null, ORGANIZATION, deleteDirectory, false));
    released();
    return directory.directories.values();
  }
}
