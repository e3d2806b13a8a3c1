package org.postroom.directory.mailbox.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postroom.directory.memory.Handling.ORGANIZATION;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.UpdateMailboxQuotaRequest;
import org.postroom.contract.directory.event.MailboxPurged;
import org.postroom.contract.directory.event.MailboxQuotaChanged;
import org.postroom.contract.error.ErrorCode;
import org.postroom.directory.memory.Handling;
import org.postroom.directory.memory.MemoryContext;
import org.postroom.directory.memory.MemoryDirectory;
import org.postroom.directory.organization.model.OrganizationState;
import org.postroom.directory.user.model.User;
import org.postroom.directory.user.model.UserSamples;
import org.postroom.kit.command.Change;

class MailboxHandlersTest {
  private final MemoryDirectory directory = new MemoryDirectory();
  private final Handling handling = new Handling(directory);
  private final UpdateMailboxQuotaHandler updateQuota =
      new UpdateMailboxQuotaHandler(
          directory.organizations, directory.identification, directory.mailboxes);
  private final PurgeMailboxesHandler purge = new PurgeMailboxesHandler(directory.mailboxes);
  private final ReportMailboxUsageHandler report =
      new ReportMailboxUsageHandler(directory.mailboxes);

  private final User ann = UserSamples.enabledUser("ann");
  private final User bob = UserSamples.newUser("bob");

  @BeforeEach
  void givenAMailbox() {
    handling.given(OrganizationState.ACTIVE);
    apply(directory.users.add(ann));
    apply(directory.users.add(bob));
    apply(directory.mailboxes.use(ann.organizationId(), ann.id(), 7));
  }

  @Test
  void aQuotaIsSetOnce() {
    assertThat(handling.accepted(updateQuota, quota(ann, 100)).events())
        .containsExactly(new MailboxQuotaChanged(ann.id().value(), 100));
    assertThat(handling.accepted(updateQuota, quota(ann, 100)).changes()).isEmpty();
    assertThat(directory.mailboxes.byOwner.get(ann.id().value()).quotaMegabytes()).isEqualTo(100);
  }

  @Test
  void aQuotaNeedsAnEnabledUserWithAMailboxBeforeItIsJudged() {
    User gone = UserSamples.newUser("gone").delete().after();
    apply(directory.users.add(gone));
    User remote = UserSamples.enabledUser("remote");
    apply(directory.users.add(remote));

    handling.refused(
        ErrorCode.ENTITY_NOT_FOUND,
        updateQuota,
        new UpdateMailboxQuotaRequest(ORGANIZATION, "nobody", 0));
    handling.refused(ErrorCode.ENTITY_STATE, updateQuota, quota(bob, 0));
    handling.refused(ErrorCode.ENTITY_STATE, updateQuota, quota(gone, 0));
    handling.refused(ErrorCode.ENTITY_NOT_FOUND, updateQuota, quota(remote, 0));
    handling.refused(ErrorCode.INVALID_PARAMETER, updateQuota, quota(ann, 51_201));
  }

  @Test
  void onlyMailboxesThatExistAreReported() {
    handling.applied(
        report
            .handle(
                new ReportMailboxUsage(
                    List.of(
                        new MailboxUsage(ann.id().value(), 17),
                        new MailboxUsage(bob.id().value(), 18))),
                MemoryContext.of(ORGANIZATION))
            .await()
            .indefinitely());

    assertThat(directory.mailboxes.byOwner).containsOnlyKeys(ann.id().value());
    assertThat(directory.mailboxes.byOwner.get(ann.id().value()).sizeBytes()).isEqualTo(17);
  }

  @Test
  void aKeptMailboxIsPurgedOnceWhenItsTimeIsUp() {
    keepUntil(Duration.ofSeconds(1));
    assertThat(purged()).isEmpty();

    keepUntil(Duration.ZERO);
    assertThat(purged()).containsExactly(new MailboxPurged(ann.id().value()));
    assertThat(directory.mailboxes.byOwner).isEmpty();
    assertThat(purged()).isEmpty();
  }

  private void keepUntil(Duration fromNow) {
    apply(
        directory.mailboxes.keep(
            ann.organizationId(), ann.id(), 7, MemoryContext.NOW.plus(fromNow)));
  }

  private List<Record> purged() {
    return handling
        .applied(
            purge
                .handle(new PurgeMailboxes(ann.id().value()), MemoryContext.of(ORGANIZATION))
                .await()
                .indefinitely())
        .events();
  }

  private static UpdateMailboxQuotaRequest quota(User user, int megabytes) {
    return new UpdateMailboxQuotaRequest(ORGANIZATION, user.id().value(), megabytes);
  }

  private static void apply(Change change) {
    change.apply(null).await().indefinitely();
  }
}
