package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.maildomain.UpdateDefaultMailDomainRequest;
import org.postroom.contract.maildomain.UpdateDefaultMailDomainResponse;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * UpdateDefaultMailDomain: a domain whose ownership is verified becomes the default; that it is
 * already is no error. What the directory has closed is not found. Addresses stay as they are.
 */
@Singleton
class UpdateDefaultMailDomainHandler
    implements CommandHandler<UpdateDefaultMailDomainRequest, UpdateDefaultMailDomainResponse> {
  private final KnownOrganizations organizations;
  private final OpenMailDomain domain;
  private final MailDomains domains;

  UpdateDefaultMailDomainHandler(
      KnownOrganizations organizations, OpenMailDomain domain, MailDomains domains) {
    this.organizations = organizations;
    this.domain = domain;
    this.domains = domains;
  }

  @Override
  public Operation<UpdateDefaultMailDomainRequest, UpdateDefaultMailDomainResponse> operation() {
    return MailDomainOperations.UPDATE_DEFAULT_MAIL_DOMAIN;
  }

  @Override
  public Uni<Outcome<UpdateDefaultMailDomainResponse>> handle(
      UpdateDefaultMailDomainRequest request, CommandContext context) {
    String organizationId = context.organizationId();
    // A domain whose removal was acknowledged must not become the default, not even briefly.
    return context
        .caughtUpWith(BoundedContext.DIRECTORY)
        .chain(() -> organizations.require(context))
        .chain(() -> domain.require(context.session(), organizationId, request.domainName()))
        .chain(
            found ->
                domains
                    .defaultRegistration(context.session(), organizationId)
                    .map(
                        standard ->
                            standard.filter(found.registrationId()::equals).isPresent()
                                ? Outcome.of(new UpdateDefaultMailDomainResponse())
                                : changed(found, organizationId)));
  }

  private Outcome<UpdateDefaultMailDomainResponse> changed(
      MailDomain found, String organizationId) {
    if (!found.isVerified()) {
      throw new OperationRejected(
          ErrorCode.MAIL_DOMAIN_STATE,
          "Mail domain " + found.name() + " is not verified: " + found.ownership() + ".");
    }
    return Outcome.of(new UpdateDefaultMailDomainResponse())
        .changing(domains.makeDefault(organizationId, found))
        .emitting(found.becameDefault());
  }
}
