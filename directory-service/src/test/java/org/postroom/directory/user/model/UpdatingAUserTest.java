package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.newUser;

import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.UserUpdated;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.Decision;

class UpdatingAUserTest {
  private final User user = newUser("ann");

  @Test
  void leavesOutWhatIsAbsentAndClearsWhatIsEmpty() {
    UserAttributes given =
        new UserAttributes(
            null, "", null, "AO", null, null, null, "Berlin", null, null, null, null, null);

    Decision<User> decision = user.update(new UserUpdate(given, true, null));

    UserAttributes after = decision.after().attributes();
    assertThat(after.displayName()).isEqualTo("Ann Other");
    assertThat(after.firstName()).isNull();
    assertThat(after.lastName()).isEqualTo("Other");
    assertThat(after.initials()).isEqualTo("AO");
    assertThat(after.city()).isEqualTo("Berlin");
    assertThat(decision.after().hiddenFromGlobalAddressList()).isTrue();
    assertThat(decision.events())
        .containsExactly(
            new UserUpdated(
                user.id().value(),
                "ann",
                "Ann Other",
                null,
                "Other",
                "AO",
                null,
                null,
                null,
                "Berlin",
                null,
                null,
                null,
                null,
                null,
                "USER",
                true));
  }

  @Test
  void mayEmptyTheDisplayName() {
    UserAttributes given =
        new UserAttributes(
            "", null, null, null, null, null, null, null, null, null, null, null, null);

    assertThat(user.update(new UserUpdate(given, null, null)).after().attributes().displayName())
        .isEmpty();
  }

  @Test
  void tellsNobodyWhenNothingChanges() {
    UserAttributes same =
        new UserAttributes(
            "Ann Other", "Ann", null, "", null, null, null, null, null, null, null, null, null);

    assertThat(user.update(new UserUpdate(same, false, "USER")).changesNothing()).isTrue();
  }

  @Test
  void refusesRolesThatAreOnlyReported() {
    assertRefused(
        ErrorCode.INVALID_PARAMETER,
        () -> user.update(new UserUpdate(UserSamples.unchanged(), null, "SYSTEM_USER")));
  }
}
