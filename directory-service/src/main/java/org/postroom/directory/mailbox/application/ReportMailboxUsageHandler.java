package org.postroom.directory.mailbox.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/**
 * Stores sizes; of a mailbox that does not exist (any more) nothing is stored. Nobody is told: who
 * wants to know reads what the mail servers report themselves.
 */
@Singleton
class ReportMailboxUsageHandler implements InternalCommandHandler<ReportMailboxUsage> {
  private final Mailboxes mailboxes;

  ReportMailboxUsageHandler(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public InternalCommandType<ReportMailboxUsage> type() {
    return ReportMailboxUsage.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(ReportMailboxUsage data, CommandContext context) {
    OrganizationId organization = OrganizationId.of(context.organizationId());
    return Uni.createFrom()
        .item(
            Outcome.none().changing(mailboxes.report(organization, data.reports(), context.now())));
  }
}
