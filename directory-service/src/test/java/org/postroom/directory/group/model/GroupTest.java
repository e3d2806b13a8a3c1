package org.postroom.directory.group.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;
import static org.postroom.directory.user.model.UserSamples.EMAIL;
import static org.postroom.directory.user.model.UserSamples.NOW;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.EntityState;
import org.postroom.contract.directory.event.EntityHistoryTold;
import org.postroom.contract.directory.event.EntityRegistered;
import org.postroom.contract.directory.event.GroupCreated;
import org.postroom.contract.directory.event.GroupDeleted;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.mailbox.model.Mailbox;

class GroupTest {
  private static final Instant LATER = NOW.plusSeconds(60);

  private final Group group = GroupSamples.newGroup("All staff");

  @Test
  void hasNoMailboxWhenRegistered() {
    Group registered = group.register(EMAIL, NOW).after();

    assertThat(registered.state()).isEqualTo(EntityState.ENABLED);
    assertThat(registered.enabledAt()).isEqualTo(NOW);
    assertThat(registered.mailbox()).isEqualTo(Mailbox.NONE);
    assertThat(registered.deregister(List.of(EMAIL.text()), NOW).after().mailbox())
        .isEqualTo(Mailbox.NONE);
  }

  @Test
  void isRegisteredUnderOneAddressOnly() {
    Group registered = group.register(EMAIL, NOW).after();

    assertThat(registered.register(EMAIL, NOW).changesNothing()).isTrue();
    assertRefused(
        ErrorCode.ENTITY_ALREADY_REGISTERED,
        () -> registered.register(EmailAddress.of("other@example.com"), NOW));
  }

  @Test
  void isDeletedOnlyWhenDisabled() {
    assertRefused(ErrorCode.ENTITY_STATE, GroupSamples.enabledGroup("staff")::delete);

    Group deleted = group.delete().after();
    assertRefused(ErrorCode.ENTITY_STATE, () -> deleted.register(EMAIL, NOW));
    assertRefused(ErrorCode.ENTITY_STATE, () -> deleted.deregister(List.of(), NOW));
    assertRefused(ErrorCode.ENTITY_STATE, () -> deleted.update(true));
    assertThat(deleted.delete().changesNothing()).isTrue();
  }

  @Test
  void isRetoldInItsPresentState() {
    String id = group.id().value();
    GroupCreated shown = new GroupCreated(id, "All staff", false);

    assertThat(group.update(true).after().retold())
        .containsExactly(new GroupCreated(id, "All staff", true));
    assertThat(group.register(EMAIL, NOW).after().retold())
        .containsExactly(
            shown,
            new EntityRegistered(id, "GROUP", EMAIL.text()),
            new EntityHistoryTold(id, "GROUP", NOW, null, null, null));
    assertThat(group.register(EMAIL, NOW).after().deregister(List.of(), LATER).after().retold())
        .containsExactly(shown, new EntityHistoryTold(id, "GROUP", NOW, LATER, null, null));
    assertThat(group.delete().after().retold()).containsExactly(new GroupDeleted(id));
  }
}
