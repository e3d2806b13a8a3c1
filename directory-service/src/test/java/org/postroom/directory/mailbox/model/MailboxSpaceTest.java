package org.postroom.directory.mailbox.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.Refusals.assertRefused;

import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.event.MailboxQuotaChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.entity.model.EntityId;

class MailboxSpaceTest {
  private final MailboxSpace space = new MailboxSpace(new EntityId("ann"), 51_200, 40_798);

  @Test
  void isShownInMegabytes() {
    assertThat(space.sizeMegabytes()).isEqualTo(0.03890800476074219);
    assertThat(new MailboxSpace(new EntityId("ann"), 51_200, 0).sizeMegabytes()).isEqualTo(0.0);
  }

  @Test
  void mayShrinkBelowWhatItHolds() {
    assertThat(space.withQuota(1).after()).isEqualTo(new MailboxSpace(space.owner(), 1, 40_798));
    assertThat(space.withQuota(1).events()).containsExactly(new MailboxQuotaChanged("ann", 1));
    assertThat(space.withQuota(51_200).changesNothing()).isTrue();
  }

  @Test
  void hasAQuotaWithinBounds() {
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> space.withQuota(0));
    assertRefused(ErrorCode.INVALID_PARAMETER, () -> space.withQuota(51_201));
  }
}
