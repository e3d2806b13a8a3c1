package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;
import static org.postroom.directory.user.model.UserSamples.NOW;
import static org.postroom.directory.user.model.UserSamples.newUser;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.UserRole;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.EntityName;
import org.postroom.directory.mailbox.model.Mailbox;

class NewUserTest {
  private final User user = newUser("ann");

  @Test
  void isDisabledWithoutAddressOrDates() {
    assertThat(user.state()).isEqualTo(EntityState.DISABLED);
    assertThat(user.role()).isEqualTo(UserRole.USER);
    assertThat(user.email()).isNull();
    assertThat(user.enabledAt()).isNull();
    assertThat(user.disabledAt()).isNull();
    assertThat(user.mailbox()).isEqualTo(Mailbox.NONE);
  }

  @Test
  void isAnnounced() {
    Decision<User> created =
        User.create(
            user.organizationId(),
            user.id(),
            EntityName.ofUser("Ann"),
            "REMOTE_USER",
            true,
            UserAttributes.ofNewUser("", "Ann", ""));

    assertThat(created.events())
        .containsExactly(
            new UserCreated(user.id().value(), "Ann", "", "Ann", null, "REMOTE_USER", true));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RESOURCE", "SYSTEM_USER"})
  void cannotHaveARoleThatIsOnlyReported(String role) {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> User.roleOfNewUser(role));
  }

  @Test
  void cannotHoldTheCharacterThatPostgresqlCannotStore() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> UserAttributes.ofNewUser("a\0b", null, null));
  }

  @Test
  void becomesEnabledWithAMailboxWhenRegistered() {
    Decision<User> decision = user.register(EMAIL, NOW);

    User registered = decision.after();
    assertThat(registered.state()).isEqualTo(EntityState.ENABLED);
    assertThat(registered.email()).isEqualTo(EMAIL);
    assertThat(registered.enabledAt()).isEqualTo(NOW);
    assertThat(registered.mailbox()).isEqualTo(new Mailbox(NOW, null));
    assertThat(decision.events())
        .containsExactly(new EntityRegistered(user.id().value(), "USER", EMAIL.text()));
  }

  @Test
  void getsNoMailboxWhenItsMailIsElsewhere() {
    User remote =
        User.create(
                user.organizationId(),
                user.id(),
                user.name(),
                "REMOTE_USER",
                false,
                user.attributes())
            .after();

    assertThat(remote.register(EMAIL, NOW).after().mailbox()).isEqualTo(Mailbox.NONE);
  }

  @Test
  void isNotChangedByDeregistration() {
    assertThat(user.deregister(List.of(), NOW).changesNothing()).isTrue();
  }

  @Test
  void canBeDeleted() {
    Decision<User> decision = user.delete();

    assertThat(decision.after().state()).isEqualTo(EntityState.DELETED);
    assertThat(decision.events()).containsExactly(new UserDeleted(user.id().value()));
  }

  @Test
  void canChangeItsRole() {
    UserUpdate update = new UserUpdate(UserSamples.unchanged(), null, "REMOTE_USER");

    assertThat(user.update(update).after().role()).isEqualTo(UserRole.REMOTE_USER);
  }
}
