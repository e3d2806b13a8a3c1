package org.postroom.maildomain.domain.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.maildomain.ListMailDomainsRequest;
import org.postroom.contract.maildomain.ListMailDomainsResponse;
import org.postroom.contract.maildomain.MailDomainOperations;
import org.postroom.contract.maildomain.MailDomainSummary;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.domain.model.MailDomain;

/**
 * Answers ListMailDomains, in the order of creation, without those that the directory has closed.
 */
@Singleton
class ListMailDomainsHandler
    implements QueryHandler<ListMailDomainsRequest, ListMailDomainsResponse> {
  private static final String NO_FILTER = "";

  private final KnownOrganizations organizations;
  private final MailDomains domains;
  private final PageTokens tokens;

  ListMailDomainsHandler(KnownOrganizations organizations, MailDomains domains, PageTokens tokens) {
    this.organizations = organizations;
    this.domains = domains;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListMailDomainsRequest, ListMailDomainsResponse> operation() {
    return MailDomainOperations.LIST_MAIL_DOMAINS;
  }

  @Override
  public Uni<ListMailDomainsResponse> handle(ListMailDomainsRequest request, QueryContext context) {
    return context
        .caughtUpWith(BoundedContext.DIRECTORY, request.organizationId())
        .chain(() -> organizations.require(context, request.organizationId()))
        .map(organization -> tokens.open(operation(), request, context, NO_FILTER))
        .chain(page -> list(request.organizationId(), page, context));
  }

  private Uni<ListMailDomainsResponse> list(
      String organizationId, PageRequest request, QueryContext context) {
    return domains
        .openAfter(context.session(), organizationId, request.afterNumber(), request.fetchLimit())
        .map(rows -> request.page(rows, row -> List.of(Long.toString(row.creationNumber()))))
        .chain(
            page ->
                domains
                    .openDefaultRegistration(context.session(), organizationId)
                    .map(standard -> response(page, standard.orElse(""))));
  }

  private static ListMailDomainsResponse response(
      Page<MailDomain> page, String defaultRegistration) {
    Page<MailDomainSummary> shown =
        page.map(
            domain ->
                new MailDomainSummary(
                    domain.name().text(), domain.registrationId().equals(defaultRegistration)));
    return new ListMailDomainsResponse(shown.items(), shown.nextToken());
  }
}
