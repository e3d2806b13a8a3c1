package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.LIST_ORGANIZATIONS;
import static org.postroom.contract.operation.BoundedContext.MAIL_DOMAIN;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.postroom.contract.directory.ListOrganizationsRequest;
import org.postroom.contract.directory.ListOrganizationsResponse;
import org.postroom.contract.directory.OrganizationSummary;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** ListOrganizations: all of the account's organizations, Deleted ones included. */
@Singleton
class ListOrganizationsHandler
    implements QueryHandler<ListOrganizationsRequest, ListOrganizationsResponse> {
  private final OrganizationRegistry registry;
  private final Organizations organizations;
  private final MailDomains mailDomains;
  private final PageTokens tokens;

  ListOrganizationsHandler(
      OrganizationRegistry registry,
      Organizations organizations,
      MailDomains mailDomains,
      PageTokens tokens) {
    this.registry = registry;
    this.organizations = organizations;
    this.mailDomains = mailDomains;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListOrganizationsRequest, ListOrganizationsResponse> operation() {
    return LIST_ORGANIZATIONS;
  }

  @Override
  public Uni<ListOrganizationsResponse> handle(
      ListOrganizationsRequest request, QueryContext context) {
    String account = context.caller().account();
    return registry
        .list(
            context.session(),
            account,
            tokens.open(operation(), account, "", "", request.maxResults(), request.nextToken()))
        .call(page -> caughtUp(page.items(), context))
        .chain(page -> summaries(page, context));
  }

  private static Uni<Void> caughtUp(List<String> ids, QueryContext context) {
    return ids.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join()
            .all(ids.stream().map(id -> context.caughtUpWith(MAIL_DOMAIN, id)).toList())
            .andFailFast()
            .replaceWithVoid();
  }

  private Uni<ListOrganizationsResponse> summaries(Page<String> page, QueryContext context) {
    return organizations
        .findAll(context.session(), page.items())
        .chain(
            found ->
                mailDomains
                    .defaultsOf(context.session(), page.items())
                    .map(defaults -> found.stream().map(o -> summary(o, defaults)).toList()))
        .map(items -> new ListOrganizationsResponse(items, page.nextToken()));
  }

  private static OrganizationSummary summary(
      Organization organization, Map<String, String> defaults) {
    return new OrganizationSummary(
        organization.id().value(),
        organization.alias().text(),
        defaults.get(organization.id().value()),
        organization.errorMessage(),
        organization.state().wireName());
  }
}
