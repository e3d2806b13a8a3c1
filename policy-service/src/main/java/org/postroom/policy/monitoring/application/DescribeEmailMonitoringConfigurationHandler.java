package org.postroom.policy.monitoring.application;

import static org.postroom.contract.policy.PolicyOperations.DESCRIBE_EMAIL_MONITORING_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DescribeEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.DescribeEmailMonitoringConfigurationResponse;
import org.postroom.kit.query.QueryContext;
import org.postroom.kit.query.QueryHandler;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** DescribeEmailMonitoringConfiguration: without one, ResourceNotFound. */
@Singleton
class DescribeEmailMonitoringConfigurationHandler
    implements QueryHandler<
        DescribeEmailMonitoringConfigurationRequest, DescribeEmailMonitoringConfigurationResponse> {
  private final PolicyOrganizations organizations;
  private final EmailMonitoring monitoring;

  DescribeEmailMonitoringConfigurationHandler(
      PolicyOrganizations organizations, EmailMonitoring monitoring) {
    this.organizations = organizations;
    this.monitoring = monitoring;
  }

  @Override
  public Operation<
          DescribeEmailMonitoringConfigurationRequest, DescribeEmailMonitoringConfigurationResponse>
      operation() {
    return DESCRIBE_EMAIL_MONITORING_CONFIGURATION;
  }

  @Override
  public Uni<DescribeEmailMonitoringConfigurationResponse> handle(
      DescribeEmailMonitoringConfigurationRequest request, QueryContext context) {
    return organizations
        .require(context, request.organizationId())
        .chain(() -> monitoring.find(context.session(), request.organizationId()))
        .map(
            found ->
                found
                    .map(
                        configuration ->
                            new DescribeEmailMonitoringConfigurationResponse(
                                configuration.roleArn(), configuration.logGroupArn()))
                    .orElseThrow(
                        () ->
                            new OperationRejected(
                                ErrorCode.RESOURCE_NOT_FOUND,
                                "The organization has no email monitoring configuration.")));
  }
}
