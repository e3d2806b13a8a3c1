package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.postroom.kit.command.Change;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.maildomain.domain.model.MailDomain;

/** How registrations end, and what begins and ends with them: their keys and look-ups. */
@Singleton
public class Registrations {
  private final MailDomains domains;
  private final ClosedRegistrations closed;
  private final DkimKeys keys;
  private final Verification verification;

  Registrations(
      MailDomains domains, ClosedRegistrations closed, DkimKeys keys, Verification verification) {
    this.domains = domains;
    this.closed = closed;
    this.keys = keys;
    this.verification = verification;
  }

  /** What comes with these custom registrations, which are added at the same time. */
  public Uni<Change> begin(CommandContext context, List<MailDomain> custom) {
    if (custom.isEmpty()) {
      return Uni.createFrom().item(session -> Uni.createFrom().voidItem());
    }
    return keys.begin(context, custom)
        .map(
            withKeys ->
                then(
                    withKeys,
                    verification.begin(
                        context.organizationId(), context.partition(), custom, context.now())));
  }

  /**
   * Ends a custom registration: it and all that came with it goes. If it is the default, the test
   * domain is from now on.
   *
   * @param outcome what else comes of the command, before
   */
  public <R> Uni<Outcome<R>> end(
      MailDomain registration, Outcome<R> outcome, CommandContext context) {
    String organizationId = context.organizationId();
    return domains
        .defaultRegistration(context.session(), organizationId)
        .chain(
            standard ->
                standard.filter(registration.registrationId()::equals).isPresent()
                    ? domains.testDomain(context.session(), organizationId)
                    : Uni.createFrom().item(Optional.<MailDomain>empty()))
        .map(
            fallBack ->
                fallBack.isPresent()
                    ? outcome
                        .changing(domains.makeDefault(organizationId, fallBack.get()))
                        .emitting(fallBack.get().becameDefault())
                    : outcome)
        .map(
            done ->
                done.changing(remove(organizationId, List.of(registration)))
                    .emitting(registration.deregistered()));
  }

  /** Removes these registrations and all that came with them. */
  public Change remove(String organizationId, List<MailDomain> registrations) {
    List<String> ids = registrations.stream().map(MailDomain::registrationId).toList();
    return then(
        then(
            keys.drop(organizationId, registrations),
            verification.drop(organizationId, registrations)),
        then(domains.remove(organizationId, registrations), closed.forget(organizationId, ids)));
  }

  /** Forgets what held for all of the organization's registrations. */
  public Change forget(String organizationId) {
    return then(
        domains.forget(organizationId), session -> closed.forgetAll(session, organizationId));
  }

  private static Change then(Change first, Change second) {
    return session -> first.apply(session).chain(() -> second.apply(session));
  }
}
