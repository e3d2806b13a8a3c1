package org.postroom.directory.maildomain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.directory.address.model.EmailAddress;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.kit.command.CommandContext;

/**
 * The rule for every new address: its domain is registered with the organization and verified. As
 * the directory knows domains by hearsay, it refuses only after having caught up with their owner.
 */
@Singleton
public class UsableMailDomain {
  private final MailDomains mailDomains;

  UsableMailDomain(MailDomains mailDomains) {
    this.mailDomains = mailDomains;
  }

  /** The address's domain; refused when it is unknown, not verified, or not for this address. */
  public Uni<MailDomain> require(
      OrganizationId organization, EmailAddress address, CommandContext context) {
    return find(organization, address, context)
        .chain(
            known ->
                known.filter(MailDomain::isVerified).isPresent()
                    ? Uni.createFrom().item(known)
                    : context
                        .caughtUpWith(BoundedContext.MAIL_DOMAIN)
                        .chain(() -> find(organization, address, context)))
        .map(
            known ->
                known
                    .orElseThrow(MailDomain::notFound)
                    .requireVerified()
                    .requireUsableFor(address));
  }

  private Uni<Optional<MailDomain>> find(
      OrganizationId organization, EmailAddress address, CommandContext context) {
    return mailDomains.find(context.session(), organization, address.domain());
  }
}
