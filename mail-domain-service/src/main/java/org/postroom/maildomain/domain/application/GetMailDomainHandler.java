package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.domain.model.DomainName;
import org.postroom.maildomain.domain.model.MailDomain;

/** Answers GetMailDomain. A test domain needs no DNS records, so it lists none. */
@Singleton
class GetMailDomainHandler implements QueryHandler<GetMailDomainRequest, GetMailDomainResponse> {
  private final KnownOrganizations organizations;
  private final MailDomains domains;

  GetMailDomainHandler(KnownOrganizations organizations, MailDomains domains) {
    this.organizations = organizations;
    this.domains = domains;
  }

  @Override
  public Operation<GetMailDomainRequest, GetMailDomainResponse> operation() {
    return MailDomainOperations.GET_MAIL_DOMAIN;
  }

  @Override
  public Uni<GetMailDomainResponse> handle(GetMailDomainRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> find(request, context))
        .chain(
            domain ->
                domains
                    .defaultRegistration(context.session(), request.organizationId())
                    .map(standard -> response(domain, standard)));
  }

  private Uni<MailDomain> find(GetMailDomainRequest request, QueryContext context) {
    // A text that is no domain name cannot have been registered.
    return DomainName.parse(request.domainName())
        .map(name -> domains.byName(context.session(), request.organizationId(), name))
        .orElse(Uni.createFrom().item(Optional.empty()))
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        new OperationRejected(
                            ErrorCode.MAIL_DOMAIN_NOT_FOUND,
                            "Mail domain " + request.domainName() + " does not exist.")));
  }

  private static GetMailDomainResponse response(
      MailDomain domain, Optional<String> defaultRegistration) {
    return new GetMailDomainResponse(
        List.of(),
        domain.testDomain(),
        defaultRegistration.filter(domain.registrationId()::equals).isPresent(),
        domain.ownership(),
        domain.dkim());
  }
}
