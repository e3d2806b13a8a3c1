package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.postroom.contract.maildomain.DnsRecord;
import org.postroom.contract.maildomain.GetMailDomainRequest;
import org.postroom.contract.maildomain.GetMailDomainResponse;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.domain.model.MailDomain;
import org.postroom.maildomain.domain.model.OperatorHosts;

/**
 * Answers GetMailDomain, with the DNS records that a custom domain needs. A test domain needs none,
 * so it lists none; what the directory has closed is not found.
 */
@Singleton
class GetMailDomainHandler implements QueryHandler<GetMailDomainRequest, GetMailDomainResponse> {
  private final KnownOrganizations organizations;
  private final OpenMailDomain domain;
  private final MailDomains domains;
  private final DkimKeys keys;
  private final OperatorHosts hosts;

  GetMailDomainHandler(
      KnownOrganizations organizations,
      OpenMailDomain domain,
      MailDomains domains,
      DkimKeys keys,
      OperatorHosts hosts) {
    this.organizations = organizations;
    this.domain = domain;
    this.domains = domains;
    this.keys = keys;
    this.hosts = hosts;
  }

  @Override
  public Operation<GetMailDomainRequest, GetMailDomainResponse> operation() {
    return MailDomainOperations.GET_MAIL_DOMAIN;
  }

  @Override
  public Uni<GetMailDomainResponse> handle(GetMailDomainRequest request, QueryContext context) {
    String organizationId = request.organizationId();
    return context
        .caughtUpWith(BoundedContext.DIRECTORY, organizationId)
        .chain(() -> organizations.require(context, organizationId))
        .chain(() -> domain.require(context.session(), organizationId, request.domainName()))
        .chain(found -> response(found, organizationId, context));
  }

  private Uni<GetMailDomainResponse> response(
      MailDomain found, String organizationId, QueryContext context) {
    return records(found, organizationId, context)
        .chain(
            records ->
                domains
                    .openDefaultRegistration(context.session(), organizationId)
                    .map(
                        standard ->
                            new GetMailDomainResponse(
                                records,
                                found.testDomain(),
                                standard.filter(found.registrationId()::equals).isPresent(),
                                found.ownership(),
                                found.dkim())));
  }

  private Uni<List<DnsRecord>> records(
      MailDomain found, String organizationId, QueryContext context) {
    if (found.testDomain()) {
      return Uni.createFrom().item(List.of());
    }
    return keys.records(context.session(), organizationId, found)
        .map(
            dkim -> {
              List<DnsRecord> records =
                  new ArrayList<>(hosts.records(organizationId, found.name()));
              records.addAll(dkim);
              return records;
            });
  }
}
