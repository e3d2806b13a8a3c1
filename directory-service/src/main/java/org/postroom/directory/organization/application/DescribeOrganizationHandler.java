package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ORGANIZATION;
import static org.postroom.contract.operation.BoundedContext.MAIL_DOMAIN;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.directory.DescribeOrganizationRequest;
import org.postroom.contract.directory.DescribeOrganizationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.maildomain.application.MailDomains;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.database.KitConfig;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;

/** DescribeOrganization, also of one that is Deleted. */
@Singleton
class DescribeOrganizationHandler
    implements QueryHandler<DescribeOrganizationRequest, DescribeOrganizationResponse> {
  private final Organizations organizations;
  private final MailDomains mailDomains;
  private final KitConfig config;

  DescribeOrganizationHandler(
      Organizations organizations, MailDomains mailDomains, KitConfig config) {
    this.organizations = organizations;
    this.mailDomains = mailDomains;
    this.config = config;
  }

  @Override
  public Operation<DescribeOrganizationRequest, DescribeOrganizationResponse> operation() {
    return DESCRIBE_ORGANIZATION;
  }

  @Override
  public Uni<DescribeOrganizationResponse> handle(
      DescribeOrganizationRequest request, QueryContext context) {
    return organizations
        .owned(context.session(), request.organizationId(), context.caller().account())
        .call(organization -> context.caughtUpWith(MAIL_DOMAIN, organization.id().value()))
        .chain(
            organization ->
                mailDomains
                    .defaultOf(context.session(), organization.id())
                    .map(domain -> response(organization, domain.orElse(null))));
  }

  private DescribeOrganizationResponse response(Organization organization, String defaultDomain) {
    return new DescribeOrganizationResponse(
        organization.id().value(),
        organization.alias().text(),
        organization.state().wireName(),
        organization.directoryId(),
        organization.directory().type(),
        defaultDomain,
        organization.completedAt(),
        organization.errorMessage(),
        organization.arn(config.region()),
        null,
        organization.directory().interoperable());
  }
}
