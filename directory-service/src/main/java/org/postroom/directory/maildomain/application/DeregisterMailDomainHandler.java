package org.postroom.directory.maildomain.application;

import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_MAIL_DOMAIN;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.postroom.contract.directory.DeregisterMailDomainRequest;
import org.postroom.contract.directory.DeregisterMailDomainResponse;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.address.application.EntityAddresses;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.maildomain.model.ClosedMailDomain;
import org.postroom.directory.maildomain.model.MailDomain;
import org.postroom.directory.organization.application.Organizations;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * DeregisterMailDomain, decided here because addresses are given out here, by the same writer: a
 * domain that no address uses and that is not the default is closed for new ones, and its owner
 * removes the registration. One that the organization does not have is no error. What the decision
 * rests on is another context's, so it catches up first.
 */
@Singleton
class DeregisterMailDomainHandler
    implements CommandHandler<DeregisterMailDomainRequest, DeregisterMailDomainResponse> {
  private final Organizations organizations;
  private final MailDomains mailDomains;
  private final EntityAddresses addresses;

  DeregisterMailDomainHandler(
      Organizations organizations, MailDomains mailDomains, EntityAddresses addresses) {
    this.organizations = organizations;
    this.mailDomains = mailDomains;
    this.addresses = addresses;
  }

  @Override
  public Operation<DeregisterMailDomainRequest, DeregisterMailDomainResponse> operation() {
    return DEREGISTER_MAIL_DOMAIN;
  }

  @Override
  public Uni<Outcome<DeregisterMailDomainResponse>> handle(
      DeregisterMailDomainRequest request, CommandContext context) {
    String name = request.domainName().toLowerCase(Locale.ROOT);
    return organizations
        .active(context.session(), request.organizationId(), context.account())
        .map(Organization::id)
        .call(() -> context.caughtUpWith(BoundedContext.MAIL_DOMAIN))
        .chain(
            organization ->
                mailDomains
                    .find(context.session(), organization, name)
                    .chain(
                        found ->
                            found.isEmpty()
                                ? Uni.createFrom()
                                    .item(Outcome.of(new DeregisterMailDomainResponse()))
                                : close(organization, found.get(), context)));
  }

  private Uni<Outcome<DeregisterMailDomainResponse>> close(
      OrganizationId organization, MailDomain domain, CommandContext context) {
    return mailDomains
        .defaultOf(context.session(), organization)
        .map(Optional.of(domain.name())::equals)
        .chain(
            isDefault ->
                addresses
                    .anyIn(context.session(), organization, domain.name())
                    .map(isUsed -> domain.close(isDefault, isUsed)))
        .map(closed -> outcome(organization, closed));
  }

  private Outcome<DeregisterMailDomainResponse> outcome(
      OrganizationId organization, ClosedMailDomain closed) {
    return Outcome.of(new DeregisterMailDomainResponse())
        .changing(mailDomains.close(organization, closed))
        .emitting(closed.closed());
  }
}
