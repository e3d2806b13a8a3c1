package org.postroom.maildomain.verification.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.InternalCommandHandler;
import org.postroom.kit.command.InternalCommandType;
import org.postroom.kit.command.Outcome;
import org.postroom.maildomain.domain.application.MailDomains;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.verification.model.DomainCheck;
import org.postroom.maildomain.verification.model.VerificationSchedule;

/** Decides what follows from a look-up: the domain's states, and when it is looked up next. */
@Singleton
class RecordLookUpHandler implements InternalCommandHandler<RecordLookUp> {
  private final MailDomains domains;
  private final DomainChecks checks;
  private final VerificationSchedule schedule;

  RecordLookUpHandler(MailDomains domains, DomainChecks checks, VerificationSchedule schedule) {
    this.domains = domains;
    this.checks = checks;
    this.schedule = schedule;
  }

  @Override
  public InternalCommandType<RecordLookUp> type() {
    return RecordLookUp.TYPE;
  }

  @Override
  public Uni<Outcome<Void>> handle(RecordLookUp found, CommandContext context) {
    return domains
        .byId(context.session(), context.organizationId(), found.registrationId())
        .chain(
            known ->
                known.isEmpty()
                    ? Uni.createFrom().item(Outcome.none())
                    : checks
                        .find(context.session(), context.organizationId(), known.get())
                        .map(check -> outcome(known.get(), check, found, context)));
  }

  private Outcome<Void> outcome(
      MailDomain domain, Optional<DomainCheck> check, RecordLookUp found, CommandContext context) {
    if (check.filter(known -> known.attempt() == found.attempt()).isEmpty()) {
      return Outcome.none();
    }
    DomainCheck next = check.get().after(found.ownership(), found.dkim(), context.now(), schedule);
    MailDomain after = domain.with(next.ownership().status(), next.dkim().status());
    Outcome<Void> outcome =
        Outcome.none().changing(checks.advance(context.organizationId(), domain, next));
    return after.equals(domain)
        ? outcome
        : outcome
            .changing(domains.setStates(context.organizationId(), after))
            .emitting(after.verificationChanged());
  }
}
