package org.postroom.directory.mailbox.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.event.MailboxPurged;
import org.postroom.directory.entity.model.EntityId;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;

/** Forgets mailboxes that were kept long enough, and tells the mail servers each. */
@Singleton
class PurgeMailboxesHandler implements InternalCommandHandler<PurgeMailboxes> {
  private final Mailboxes mailboxes;

  PurgeMailboxesHandler(Mailboxes mailboxes) {
    this.mailboxes = mailboxes;
  }

  @Override
  public InternalCommandType<PurgeMailboxes> type() {
    return PurgeMailboxes.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(PurgeMailboxes data, CommandContext context) {
    OrganizationId organization = OrganizationId.of(context.organizationId());
    return mailboxes
        .due(context.session(), organization, context.now())
        .map(due -> outcome(organization, due));
  }

  private Outcome<Void> outcome(OrganizationId organization, List<EntityId> due) {
    if (due.isEmpty()) {
      return Outcome.none();
    }
    Outcome<Void> outcome = Outcome.none().changing(mailboxes.purge(organization, due));
    for (EntityId owner : due) {
      outcome = outcome.emitting(new MailboxPurged(owner.value()));
    }
    return outcome;
  }
}
