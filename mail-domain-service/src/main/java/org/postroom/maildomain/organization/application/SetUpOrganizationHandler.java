package org.postroom.maildomain.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.event.OrganizationSetUpRefused;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.Participations;
import org.postroom.kit.view.KnownOrganization;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.dmarc.application.InboundDmarc;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.application.NameClaims;
import org.postroom.maildomain.domain.application.Registrations;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.domain.model.VouchedDomains;
import org.postroom.maildomain.organization.model.InitialDomains;
import org.postroom.maildomain.organization.model.SetUpDecision;
import org.postroom.maildomain.organization.model.SetUpDecision.Accepted;
import org.postroom.maildomain.organization.model.SetUpDecision.Refused;

/**
 * Takes part in the creation of an organization: its test domain, verified and default; the custom
 * domains its creator named, as RegisterMailDomain makes them; inbound DMARC enforced. Domain names
 * are unique over all organizations, so this runs alone. All of it or nothing: a name that another
 * organization has refuses the set-up and leaves no name claimed.
 */
@Singleton
class SetUpOrganizationHandler implements InternalCommandHandler<SetUpOrganization> {
  /** States of an organization that is not being created any more, and never will be again. */
  private static final Set<String> ENDING = Set.of("Failed", "Deleting", "Deleted");

  private final KnownOrganizations organizations;
  private final Participations participations;
  private final MailDomains domains;
  private final NameClaims names;
  private final Registrations registrations;
  private final InboundDmarc dmarc;
  private final VouchedDomains vouched;
  private final DomainName testSuffix;

  SetUpOrganizationHandler(
      KnownOrganizations organizations,
      Participations participations,
      MailDomains domains,
      NameClaims names,
      Registrations registrations,
      InboundDmarc dmarc,
      VouchedDomains vouched,
      MailDomainConfig config) {
    this.organizations = organizations;
    this.participations = participations;
    this.domains = domains;
    this.names = names;
    this.registrations = registrations;
    this.dmarc = dmarc;
    this.vouched = vouched;
    this.testSuffix = DomainName.of(config.testSuffix());
  }

  @Override
  public InternalCommandType<SetUpOrganization> type() {
    return SetUpOrganization.TYPE;
  }

  @Override
  public boolean runsAlone() {
    return true;
  }

  @Override
  public Uni<Outcome<Void>> handle(SetUpOrganization command, CommandContext context) {
    return organizations
        .find(context.session(), context.organizationId())
        .chain(
            known ->
                isEnding(known)
                    ? Uni.createFrom().item(Outcome.none())
                    : participations.once(
                        command.process(), context, () -> setUp(command, context)));
  }

  private static boolean isEnding(Optional<KnownOrganization> known) {
    return known.filter(organization -> ENDING.contains(organization.state())).isPresent();
  }

  private Uni<Outcome<Void>> setUp(SetUpOrganization command, CommandContext context) {
    InitialDomains wanted = InitialDomains.of(command.alias(), testSuffix, command.domains());
    SortedMap<DomainName, String> ids = new TreeMap<>();
    for (DomainName name : wanted.names()) {
      ids.put(name, context.newId("mail-domain"));
    }
    return names
        .claim(context, ids)
        .map(inUse -> wanted.decide(inUse, ids::get, vouched))
        .chain(
            decision ->
                outcomeOf(decision, wanted, context)
                    .map(
                        outcome ->
                            participations.answer(
                                outcome,
                                command.process(),
                                answerTo(command.process(), decision),
                                context)));
  }

  private Uni<Outcome<Void>> outcomeOf(
      SetUpDecision decision, InitialDomains wanted, CommandContext context) {
    return decision instanceof Accepted accepted
        ? registrations
            .begin(context, accepted.customDomains())
            .map(begun -> outcomeOf(accepted, begun, context))
        : Uni.createFrom()
            .item(
                Outcome.none().changing(domains.release(context.organizationId(), wanted.names())));
  }

  private Outcome<Void> outcomeOf(Accepted accepted, Change begun, CommandContext context) {
    String organizationId = context.organizationId();
    MailDomain first = accepted.defaultDomain();
    Outcome<Void> outcome =
        Outcome.none()
            .changing(domains.addFirst(organizationId, accepted.domains(), first, context.now()))
            .changing(begun)
            .changing(dmarc.begin(organizationId, true));
    for (MailDomain domain : accepted.domains()) {
      outcome = outcome.emitting(domain.registered());
    }
    return outcome.emitting(first.becameDefault());
  }

  private static Record answerTo(String process, SetUpDecision decision) {
    return decision instanceof Refused refused
        ? new OrganizationSetUpRefused(process, refused.reason())
        : new OrganizationSetUpConfirmed(process);
  }
}
