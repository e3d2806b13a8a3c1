package org.postroom.maildomain.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.Participations;
import org.postroom.maildomain.availability.application.AvailabilityConfigurations;
import org.postroom.maildomain.dmarc.application.InboundDmarc;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.application.Registrations;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Takes part in the removal of an organization: its domains go, a bounded number with each command
 * of a chain, and their names are free for everyone; then its settings, and the directory is told.
 */
@Singleton
class RemoveOrganizationHandler implements InternalCommandHandler<RemoveOrganization> {
  /** Domains that one command removes: with names, look-ups and keys at most 1,000 rows. */
  static final int DOMAINS_PER_STEP = 150;

  private final Participations participations;
  private final MailDomains domains;
  private final Registrations registrations;
  private final InboundDmarc dmarc;
  private final AvailabilityConfigurations availability;

  RemoveOrganizationHandler(
      Participations participations,
      MailDomains domains,
      Registrations registrations,
      InboundDmarc dmarc,
      AvailabilityConfigurations availability) {
    this.participations = participations;
    this.domains = domains;
    this.registrations = registrations;
    this.dmarc = dmarc;
    this.availability = availability;
  }

  @Override
  public InternalCommandType<RemoveOrganization> type() {
    return RemoveOrganization.TYPE;
  }

  @Override
  public boolean runsAlone() {
    // It deletes global names; alone, it waits for nobody who waits for what it holds.
    return true;
  }

  @Override
  public Uni<Outcome<Void>> handle(RemoveOrganization command, CommandContext context) {
    return command.step() == 1
        ? participations.once(command.process(), context, () -> remove(command, context))
        : remove(command, context);
  }

  private Uni<Outcome<Void>> remove(RemoveOrganization command, CommandContext context) {
    return domains
        .after(context.session(), context.organizationId(), 0, DOMAINS_PER_STEP + 1)
        .map(rest -> outcomeOf(command, rest, context));
  }

  private Outcome<Void> outcomeOf(
      RemoveOrganization command, List<MailDomain> rest, CommandContext context) {
    String organizationId = context.organizationId();
    List<MailDomain> going = rest.subList(0, Math.min(rest.size(), DOMAINS_PER_STEP));
    Outcome<Void> outcome = Outcome.none();
    if (!going.isEmpty()) {
      outcome = outcome.changing(registrations.remove(organizationId, going));
      for (MailDomain domain : going) {
        outcome = outcome.emitting(domain.deregistered());
      }
    }
    if (going.size() < rest.size()) {
      RemoveOrganization next = new RemoveOrganization(command.process(), command.step() + 1);
      return outcome.sending(
          RemoveOrganization.TYPE.of(organizationId, command.process() + "/" + next.step(), next));
    }
    return participations.answer(
        outcome
            .changing(registrations.forget(organizationId))
            .changing(dmarc.forget(organizationId))
            .changing(availability.forget(organizationId)),
        command.process(),
        new OrganizationRemovalConfirmed(command.process()),
        context);
  }
}
