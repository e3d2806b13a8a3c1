package org.postroom.directory.user.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;
import static org.postroom.directory.user.model.UserSamples.NOW;
import static org.postroom.directory.user.model.UserSamples.newUser;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.error.ErrorCode;

class DeletedUserTest {
  private final User user = newUser("ann").delete().after();

  @Test
  void acceptsNothingButAnotherDeletion() {
    assertRefused(ErrorCode.ENTITY_STATE, () -> user.register(EMAIL, NOW));
    assertRefused(ErrorCode.ENTITY_STATE, () -> user.deregister(List.of(), NOW));
    assertRefused(ErrorCode.ENTITY_STATE, user::resetPassword);
    assertRefused(
        ErrorCode.ENTITY_STATE,
        () -> user.update(new UserUpdate(UserSamples.unchanged(), true, "RESOURCE")));
    assertThat(user.delete().changesNothing()).isTrue();
  }
}
