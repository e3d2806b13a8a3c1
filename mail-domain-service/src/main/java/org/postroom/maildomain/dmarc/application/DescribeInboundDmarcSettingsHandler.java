package org.postroom.maildomain.dmarc.application;

import static org.postroom.contract.maildomain.MailDomainOperations.DESCRIBE_INBOUND_DMARC_SETTINGS;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.maildomain.DescribeInboundDmarcSettingsRequest;
import org.postroom.contract.maildomain.DescribeInboundDmarcSettingsResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.kit.view.KnownOrganizations;

/** Answers DescribeInboundDmarcSettings. */
@Singleton
class DescribeInboundDmarcSettingsHandler
    implements QueryHandler<
        DescribeInboundDmarcSettingsRequest, DescribeInboundDmarcSettingsResponse> {
  private final KnownOrganizations organizations;
  private final InboundDmarc dmarc;

  DescribeInboundDmarcSettingsHandler(KnownOrganizations organizations, InboundDmarc dmarc) {
    this.organizations = organizations;
    this.dmarc = dmarc;
  }

  @Override
  public Operation<DescribeInboundDmarcSettingsRequest, DescribeInboundDmarcSettingsResponse>
      operation() {
    return DESCRIBE_INBOUND_DMARC_SETTINGS;
  }

  @Override
  public Uni<DescribeInboundDmarcSettingsResponse> handle(
      DescribeInboundDmarcSettingsRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> dmarc.enforced(context.session(), request.organizationId()))
        .map(DescribeInboundDmarcSettingsResponse::new);
  }
}
