package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.maildomain.RegisterMailDomainRequest;
import org.postroom.contract.maildomain.RegisterMailDomainResponse;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.MailDomainConfig;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.domain.model.VouchedDomains;

/**
 * RegisterMailDomain: PENDING until its records are found in DNS, unless the operator vouches for
 * it. Again is no error, and has what is not verified looked up at once. A registration that the
 * directory has closed counts as gone: it is replaced by a new one with another id. Names are
 * unique over all organizations, so this runs alone.
 */
@Singleton
class RegisterMailDomainHandler
    implements CommandHandler<RegisterMailDomainRequest, RegisterMailDomainResponse> {
  /** The custom domains an organization may have. */
  static final int MAX_DOMAINS = 1_000;

  private final KnownOrganizations organizations;
  private final MailDomains domains;
  private final ClosedRegistrations closed;
  private final NameClaims names;
  private final Registrations registrations;
  private final Verification verification;
  private final VouchedDomains vouched;
  private final DomainName testSuffix;

  RegisterMailDomainHandler(
      KnownOrganizations organizations,
      MailDomains domains,
      ClosedRegistrations closed,
      NameClaims names,
      Registrations registrations,
      Verification verification,
      VouchedDomains vouched,
      MailDomainConfig config) {
    this.organizations = organizations;
    this.domains = domains;
    this.closed = closed;
    this.names = names;
    this.registrations = registrations;
    this.verification = verification;
    this.vouched = vouched;
    this.testSuffix = DomainName.of(config.testSuffix());
  }

  @Override
  public Operation<RegisterMailDomainRequest, RegisterMailDomainResponse> operation() {
    return MailDomainOperations.REGISTER_MAIL_DOMAIN;
  }

  @Override
  public boolean runsAlone() {
    return true;
  }

  @Override
  public Uni<Outcome<RegisterMailDomainResponse>> handle(
      RegisterMailDomainRequest request, CommandContext context) {
    return organizations
        .require(context)
        .map(organization -> DomainName.of(request.domainName()).requireOutside(testSuffix))
        .chain(
            name ->
                domains
                    .byName(context.session(), context.organizationId(), name)
                    .chain(
                        known ->
                            known.isEmpty()
                                ? claim(name, context)
                                : registerAgain(known.get(), context)));
  }

  private Uni<Outcome<RegisterMailDomainResponse>> registerAgain(
      MailDomain known, CommandContext context) {
    // That nothing need be done rests on what the directory may have closed meanwhile.
    return context
        .caughtUpWith(BoundedContext.DIRECTORY)
        .chain(
            () ->
                closed.contain(context.session(), context.organizationId(), known.registrationId()))
        .chain(
            isClosed ->
                isClosed
                    ? replace(known, context)
                    : Uni.createFrom().item(unchanged(known, context)));
  }

  private Outcome<RegisterMailDomainResponse> unchanged(MailDomain known, CommandContext context) {
    Outcome<RegisterMailDomainResponse> outcome = Outcome.of(new RegisterMailDomainResponse());
    return known.isFullyVerified()
        ? outcome
        : outcome.changing(
            verification.hasten(
                context.organizationId(), context.partition(), known, context.now()));
  }

  /** The name itself need not be ours any more: who came first after the closure has it. */
  private Uni<Outcome<RegisterMailDomainResponse>> replace(
      MailDomain former, CommandContext context) {
    return claimed(former.name(), context)
        .chain(
            next ->
                registrations
                    .end(former, Outcome.of(new RegisterMailDomainResponse()), context)
                    .chain(outcome -> add(outcome, next, context)));
  }

  private Uni<Outcome<RegisterMailDomainResponse>> claim(DomainName name, CommandContext context) {
    return claimed(name, context)
        .chain(next -> add(Outcome.of(new RegisterMailDomainResponse()), next, context));
  }

  /** A new registration, for which the name has been claimed. */
  private Uni<MailDomain> claimed(DomainName name, CommandContext context) {
    return newRegistration(name, context)
        .chain(
            next ->
                names
                    .claim(context, new TreeMap<>(Map.of(name, next.registrationId())))
                    .invoke(RegisterMailDomainHandler::requireFree)
                    .chain(() -> requireRoom(context))
                    .replaceWith(next));
  }

  private Uni<Outcome<RegisterMailDomainResponse>> add(
      Outcome<RegisterMailDomainResponse> outcome, MailDomain next, CommandContext context) {
    return registrations
        .begin(context, List.of(next))
        .map(
            begun ->
                outcome
                    .changing(domains.add(context.organizationId(), next, context.now()))
                    .changing(begun)
                    .emitting(next.registered()));
  }

  private Uni<MailDomain> newRegistration(DomainName name, CommandContext context) {
    String id = context.newId("mail-domain");
    return domains
        .nextCreationNumber(context.session(), context.organizationId())
        .map(number -> MailDomain.custom(id, name, number, vouched));
  }

  /** What the directory has closed meanwhile makes room, so a refusal waits for that. */
  private Uni<Void> requireRoom(CommandContext context) {
    return count(context)
        .chain(
            open ->
                open < MAX_DOMAINS
                    ? Uni.createFrom().item(open)
                    : context.caughtUpWith(BoundedContext.DIRECTORY).chain(() -> count(context)))
        .invoke(
            open -> {
              if (open >= MAX_DOMAINS) {
                throw new OperationRejected(
                    ErrorCode.LIMIT_EXCEEDED,
                    "The organization has " + MAX_DOMAINS + " mail domains.");
              }
            })
        .replaceWithVoid();
  }

  private Uni<Integer> count(CommandContext context) {
    return domains.countOpen(context.session(), context.organizationId());
  }

  private static void requireFree(Set<DomainName> inUse) {
    Optional<DomainName> taken = inUse.stream().findFirst();
    if (taken.isPresent()) {
      throw new OperationRejected(
          ErrorCode.MAIL_DOMAIN_IN_USE, taken.get() + " is in use by another organization.");
    }
  }
}
