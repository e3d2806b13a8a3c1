package org.postroom.maildomain.availability.application;

import static org.postroom.contract.maildomain.MailDomainOperations.LIST_AVAILABILITY_CONFIGURATIONS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.maildomain.AvailabilityConfiguration;
import org.postroom.contract.maildomain.ListAvailabilityConfigurationsRequest;
import org.postroom.contract.maildomain.ListAvailabilityConfigurationsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.Page;
import org.postroom.kit.query.PageRequest;
import org.postroom.kit.query.PageTokens;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** Answers ListAvailabilityConfigurations, in the order of creation and without passwords. */
@Singleton
class ListAvailabilityConfigurationsHandler
    implements QueryHandler<
        ListAvailabilityConfigurationsRequest, ListAvailabilityConfigurationsResponse> {
  private static final String NO_FILTER = "";

  private final KnownOrganizations organizations;
  private final AvailabilityConfigurations configurations;
  private final PageTokens tokens;

  ListAvailabilityConfigurationsHandler(
      KnownOrganizations organizations,
      AvailabilityConfigurations configurations,
      PageTokens tokens) {
    this.organizations = organizations;
    this.configurations = configurations;
    this.tokens = tokens;
  }

  @Override
  public Operation<ListAvailabilityConfigurationsRequest, ListAvailabilityConfigurationsResponse>
      operation() {
    return LIST_AVAILABILITY_CONFIGURATIONS;
  }

  @Override
  public Uni<ListAvailabilityConfigurationsResponse> handle(
      ListAvailabilityConfigurationsRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .map(known -> tokens.open(operation(), request, context, NO_FILTER))
        .chain(page -> list(request.organizationId(), page, context));
  }

  private Uni<ListAvailabilityConfigurationsResponse> list(
      String organizationId, PageRequest request, QueryContext context) {
    return configurations
        .after(context.session(), organizationId, request.afterNumber(), request.fetchLimit())
        .map(rows -> request.page(rows, row -> List.of(Long.toString(row.creationNumber()))))
        .map(page -> page.map(DomainAvailability::shown))
        .map(ListAvailabilityConfigurationsHandler::response);
  }

  private static ListAvailabilityConfigurationsResponse response(
      Page<AvailabilityConfiguration> page) {
    return new ListAvailabilityConfigurationsResponse(page.items(), page.nextToken());
  }
}
