package org.postroom.directory.organization.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.directory.Refusals.assertRefused;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationDeleted;
import org.postroom.contract.directory.event.OrganizationFailed;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;

class OrganizationTest {
  private static final String ACCOUNT = "111122223333";
  private static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
  private static final OrganizationId ID = OrganizationId.of("m-" + "1c".repeat(16));

  @Test
  void beginsAsRequested() {
    Decision<Organization> requested =
        NewOrganization.request(
            ID,
            ACCOUNT,
            OrganizationAlias.of("Acme"),
            OrganizationDirectory.own(
                NewOrganization.directoryId("01234567-89ab-4cde-8f01-23456789abcd")),
            List.of("acme.example"),
            new NewOrganization.Situation(
                false, NewOrganization.MAX_PER_ACCOUNT - 1, Optional.empty()));

    assertThat(requested.after().state()).isEqualTo(OrganizationState.REQUESTED);
    assertThat(requested.events())
        .containsExactly(new OrganizationRequested("Acme", ACCOUNT, "d-0123456789"));
    assertThat(requested.after().arn("us-east-1"))
        .isEqualTo("arn:aws:workmail:us-east-1:111122223333:organization/" + ID);
  }

  @Test
  void isActiveWhenAllHaveConfirmed() {
    Decision<Organization> active = in(OrganizationState.CREATING).activate(NOW);

    assertThat(active.after().state()).isEqualTo(OrganizationState.ACTIVE);
    assertThat(active.after().completedAt()).isEqualTo(NOW);
    assertThat(active.events()).containsExactly(new OrganizationActivated(NOW));
  }

  @Test
  void saysWhyItFailedWithinTheLengthOfItsMember() {
    Decision<Organization> failed = in(OrganizationState.CREATING).fail("x".repeat(300));

    assertThat(failed.after().state()).isEqualTo(OrganizationState.FAILED);
    assertThat(failed.after().errorMessage()).hasSize(256);
    assertThat(failed.events()).containsExactly(new OrganizationFailed("x".repeat(256)));
  }

  @Test
  void doesNotExistForAnotherAccount() {
    assertRefused(
        ErrorCode.ORGANIZATION_NOT_FOUND,
        () -> in(OrganizationState.ACTIVE).requireOwnedBy("999999999999"));
  }

  @ParameterizedTest
  @EnumSource(value = OrganizationState.class, mode = EnumSource.Mode.EXCLUDE, names = "ACTIVE")
  void acceptsNothingUnlessActive(OrganizationState state) {
    assertThatThrownBy(() -> in(state).requireActive())
        .hasMessage("Organization " + ID + " is not Active, state: " + state.wireName());
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUESTED", "CREATING", "DELETING", "DELETED"})
  void cannotBeDeletedWhileItIsMadeOrTwice(OrganizationState state) {
    assertRefused(ErrorCode.ORGANIZATION_STATE, () -> in(state).delete(false, true, false));
  }

  @ParameterizedTest
  @EnumSource(names = {"ACTIVE", "FAILED", "IMPAIRED", "INACTIVE"})
  void isDeletedInTheEnd(OrganizationState state) {
    Organization deleting = in(state).delete(false, false, false).after();
    Decision<Organization> deleted = deleting.removed();

    assertThat(deleting.state()).isEqualTo(OrganizationState.DELETING);
    assertThat(deleted.after().state()).isEqualTo(OrganizationState.DELETED);
    assertThat(deleted.events()).containsExactly(new OrganizationDeleted());
  }

  @Test
  void isDeletedWithEnabledUsersOnlyWhenForced() {
    Organization active = in(OrganizationState.ACTIVE);

    assertRefused(ErrorCode.ORGANIZATION_STATE, () -> active.delete(true, false, false));
    assertThat(active.delete(true, true, false).after().state())
        .isEqualTo(OrganizationState.DELETING);
  }

  @Test
  void staysFailedWhenItsRemainsAreGone() {
    assertThat(in(OrganizationState.FAILED).removed().changesNothing()).isTrue();
  }

  private static Organization in(OrganizationState state) {
    return new Organization(
        ID,
        ACCOUNT,
        OrganizationAlias.of("Acme"),
        OrganizationDirectory.own("d-0123456789"),
        List.of(),
        state,
        null,
        null);
  }
}
