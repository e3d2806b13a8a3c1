package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;
import static org.postroom.directory.user.model.UserSamples.NOW;
import static org.postroom.directory.user.model.UserSamples.enabledUser;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.event.EntityDeregistered;
import org.postroom.contract.directory.event.UserPasswordReset;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.mailbox.model.Mailbox;

class EnabledUserTest {
  private static final Instant LATER = NOW.plusSeconds(60);

  private final User user = enabledUser("ann");

  @Test
  void staysAsItIsWhenRegisteredUnderTheSameAddress() {
    EmailAddress sameInOtherCase = EmailAddress.of("ANN@EXAMPLE.awsapps.com");

    assertThat(user.register(sameInOtherCase, LATER).changesNothing()).isTrue();
  }

  @Test
  void cannotBeRegisteredUnderAnotherAddress() {
    assertRefused(
        ErrorCode.ENTITY_ALREADY_REGISTERED,
        () -> user.register(EmailAddress.of("bob@example.awsapps.com"), LATER));
  }

  @Test
  void losesItsAddressesAndKeepsItsMailboxForAWhileWhenDeregistered() {
    Decision<User> decision = user.deregister(List.of(EMAIL.text(), "a@b.cd"), LATER);

    User deregistered = decision.after();
    assertThat(deregistered.state()).isEqualTo(EntityState.DISABLED);
    assertThat(deregistered.email()).isNull();
    assertThat(deregistered.enabledAt()).isEqualTo(NOW);
    assertThat(deregistered.disabledAt()).isEqualTo(LATER);
    assertThat(deregistered.mailbox()).isEqualTo(new Mailbox(NOW, LATER));
    assertThat(decision.events())
        .containsExactly(
            new EntityDeregistered(user.id().value(), "USER", List.of(EMAIL.text(), "a@b.cd")));
  }

  @Test
  void getsItsMailboxBackWhenRegisteredAgainInTime() {
    User deregistered = user.deregister(List.of(EMAIL.text()), LATER).after();

    Instant inTime = LATER.plus(Mailbox.RETENTION).minusSeconds(1);
    assertThat(deregistered.register(EMAIL, inTime).after().mailbox())
        .isEqualTo(new Mailbox(NOW, null));
    assertThat(deregistered.register(EMAIL, inTime).after().disabledAt()).isEqualTo(LATER);
  }

  @Test
  void getsANewMailboxWhenRegisteredAgainTooLate() {
    User deregistered = user.deregister(List.of(EMAIL.text()), LATER).after();

    Instant tooLate = LATER.plus(Mailbox.RETENTION);
    assertThat(deregistered.register(EMAIL, tooLate).after().mailbox())
        .isEqualTo(new Mailbox(tooLate, null));
  }

  @Test
  void cannotBeDeleted() {
    assertRefused(ErrorCode.ENTITY_STATE, user::delete);
  }

  @Test
  void cannotChangeItsRole() {
    assertRefused(
        ErrorCode.ENTITY_STATE,
        () -> user.update(new UserUpdate(UserSamples.unchanged(), null, "REMOTE_USER")));
  }

  @Test
  void mayBeToldTheRoleItHas() {
    assertThat(user.update(new UserUpdate(UserSamples.unchanged(), null, "USER")).changesNothing())
        .isTrue();
  }

  @Test
  void canGetANewPassword() {
    assertThat(user.resetPassword().events())
        .containsExactly(new UserPasswordReset(user.id().value()));
  }
}
