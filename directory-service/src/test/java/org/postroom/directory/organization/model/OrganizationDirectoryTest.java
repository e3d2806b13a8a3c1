package org.postroom.directory.organization.model;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_RESOURCE;
import static org.postroom.directory.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.EntityType;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.OrganizationId;

class OrganizationDirectoryTest {

  @Test
  void ofItsOwnTakesEverything() {
    Organization organization = on(OrganizationDirectory.own("d-0123456789"));

    organization.requireWritableDirectory(CREATE_USER);
    organization.requireRegistrable(EntityType.RESOURCE, REGISTER_TO_WORK_MAIL);
  }

  @Test
  void readOnlyTakesRegistrationsOnly() {
    Organization organization = on(external(false, DirectoryCondition.READ_ONLY));

    assertRefused(
        ErrorCode.UNSUPPORTED_OPERATION, () -> organization.requireWritableDirectory(CREATE_USER));
    organization.requireRegistrable(EntityType.RESOURCE, REGISTER_TO_WORK_MAIL);
  }

  @Test
  void interoperableTakesRegistrationsOfUsersAndGroupsOnly() {
    Organization organization = on(external(true, DirectoryCondition.WRITABLE));

    assertRefused(
        ErrorCode.UNSUPPORTED_OPERATION, () -> organization.requireWritableDirectory(CREATE_USER));
    assertRefused(
        ErrorCode.UNSUPPORTED_OPERATION,
        () -> organization.requireRegistrable(EntityType.RESOURCE, REGISTER_TO_WORK_MAIL));
    organization.requireRegistrable(EntityType.USER, REGISTER_TO_WORK_MAIL);
  }

  @Test
  void unavailableIsSaidByThoseOperationsThatCan() {
    Organization organization = on(external(false, DirectoryCondition.UNAVAILABLE));

    assertRefused(
        ErrorCode.DIRECTORY_UNAVAILABLE, () -> organization.requireWritableDirectory(CREATE_USER));
    assertRefused(
        ErrorCode.DIRECTORY_UNAVAILABLE,
        () -> organization.requireRegistrable(EntityType.USER, REGISTER_TO_WORK_MAIL));
    organization.requireWritableDirectory(DELETE_RESOURCE);
  }

  @Test
  void wrongCredentialsAreUnavailabilityWhereThereIsNoOtherWord() {
    Organization organization = on(external(false, DirectoryCondition.AUTHENTICATION_FAILED));

    assertRefused(
        ErrorCode.DIRECTORY_SERVICE_AUTHENTICATION_FAILED,
        () -> organization.requireWritableDirectory(CREATE_USER));
    assertRefused(
        ErrorCode.DIRECTORY_UNAVAILABLE,
        () -> organization.requireWritableDirectory(UPDATE_RESOURCE));
    organization.requireWritableDirectory(DELETE_RESOURCE);
  }

  @ParameterizedTest
  @EnumSource
  void interoperabilityIsRefusedWithoutAskingTheDirectory(DirectoryCondition condition) {
    assertRefused(
        ErrorCode.UNSUPPORTED_OPERATION,
        () -> on(external(true, condition)).requireWritableDirectory(CREATE_USER));
  }

  private static OrganizationDirectory external(
      boolean interoperable, DirectoryCondition condition) {
    return new OrganizationDirectory(
        "d-00000000ee", "ADConnector", true, interoperable, false, condition);
  }

  private static Organization on(OrganizationDirectory directory) {
    return new Organization(
        OrganizationId.of("m-" + "1c".repeat(16)),
        "111122223333",
        OrganizationAlias.of("acme"),
        directory,
        List.of(),
        OrganizationState.ACTIVE,
        null,
        null);
  }
}
