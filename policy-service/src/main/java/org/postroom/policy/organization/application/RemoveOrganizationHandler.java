package org.postroom.policy.organization.application;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.OrganizationRows;
import org.postroom.kit.process.Participations;

/**
 * Drops an organization in a chain of commands of at most 1,000 rows, and confirms the removal.
 * What was there is not told off one by one: the directory has said that all of it goes. The rows
 * of every bean that keeps some go, and {@link PolicySettings} last.
 */
@Singleton
class RemoveOrganizationHandler implements InternalCommandHandler<RemoveOrganization> {
  private final Participations participations;
  private final PolicySettings settings;
  private final List<OrganizationRows> parts;

  RemoveOrganizationHandler(
      Participations participations, PolicySettings settings, @All List<OrganizationRows> parts) {
    this.participations = participations;
    this.settings = settings;
    this.parts = parts;
  }

  @Override
  public InternalCommandType<RemoveOrganization> type() {
    return RemoveOrganization.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RemoveOrganization command, CommandContext context) {
    return command.step() == 1
        ? participations.once(command.process(), context, () -> remove(command, context))
        : remove(command, context);
  }

  private Uni<Outcome<Void>> remove(RemoveOrganization command, CommandContext context) {
    return OrganizationRows.firstOf(parts, context.session(), context.organizationId())
        .map(
            part ->
                part.map(rows -> next(rows, command, context))
                    .orElseGet(() -> done(command, context)));
  }

  private static Outcome<Void> next(
      OrganizationRows rows, RemoveOrganization command, CommandContext context) {
    String organizationId = context.organizationId();
    RemoveOrganization next = new RemoveOrganization(command.process(), command.step() + 1);
    return Outcome.none()
        .changing(rows.dropSome(organizationId))
        .sending(
            RemoveOrganization.TYPE.of(
                organizationId, command.process() + "/" + next.step(), next));
  }

  private Outcome<Void> done(RemoveOrganization command, CommandContext context) {
    return participations.answer(
        Outcome.none().changing(settings.forget(context.organizationId())),
        command.process(),
        new OrganizationRemovalConfirmed(command.process()),
        context);
  }
}
