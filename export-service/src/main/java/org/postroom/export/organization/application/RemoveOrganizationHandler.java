package org.postroom.export.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.export.directoryview.application.Mailboxes;
import org.postroom.export.job.application.Cancellation;
import org.postroom.export.job.application.ExportJobs;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.directory.DirectoryEntities;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.process.Participations;

/**
 * Drops an organization in a chain of commands of at most 1,000 rows, and confirms the removal. A
 * job that still runs is cancelled first; what remains of it are the orders to remove what was
 * written, which go when that is done.
 */
@Singleton
class RemoveOrganizationHandler implements InternalCommandHandler<RemoveOrganization> {
  private final Participations participations;
  private final Cancellation cancellation;
  private final List<OrganizationRows> parts;

  RemoveOrganizationHandler(
      Participations participations,
      Cancellation cancellation,
      ExportJobs jobs,
      Mailboxes mailboxes,
      DirectoryEntities entities) {
    this.participations = participations;
    this.cancellation = cancellation;
    this.parts = List.of(jobs, mailboxes, entities);
  }

  @Override
  public InternalCommandType<RemoveOrganization> type() {
    return RemoveOrganization.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RemoveOrganization command, CommandContext context) {
    return command.step() == 1
        ? participations.once(command.process(), context, () -> begin(command, context))
        : remove(command, context);
  }

  private Uni<Outcome<Void>> begin(RemoveOrganization command, CommandContext context) {
    return cancellation
        .cancelAll(context)
        .chain(
            outcome ->
                outcome.events().isEmpty()
                    ? remove(command, context)
                    : Uni.createFrom().item(next(outcome, command, context)));
  }

  private Uni<Outcome<Void>> remove(RemoveOrganization command, CommandContext context) {
    String organizationId = context.organizationId();
    return OrganizationRows.firstOf(parts, context.session(), organizationId)
        .map(
            part ->
                part.map(
                        rows ->
                            next(
                                Outcome.none().changing(rows.dropSome(organizationId)),
                                command,
                                context))
                    .orElseGet(() -> done(command, context)));
  }

  private static Outcome<Void> next(
      Outcome<Void> outcome, RemoveOrganization command, CommandContext context) {
    RemoveOrganization next = new RemoveOrganization(command.process(), command.step() + 1);
    return outcome.sending(
        RemoveOrganization.TYPE.of(
            context.organizationId(), command.process() + "/" + next.step(), next));
  }

  private Outcome<Void> done(RemoveOrganization command, CommandContext context) {
    return participations.answer(
        Outcome.none(),
        command.process(),
        new OrganizationRemovalConfirmed(command.process()),
        context);
  }
}
