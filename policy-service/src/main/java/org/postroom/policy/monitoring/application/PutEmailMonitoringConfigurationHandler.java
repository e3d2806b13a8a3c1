package org.postroom.policy.monitoring.application;

import static org.postroom.contract.policy.PolicyOperations.PUT_EMAIL_MONITORING_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.PutEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.PutEmailMonitoringConfigurationResponse;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.monitoring.application.EmailMonitoring.Configuration;
import org.postroom.policy.organization.application.PolicyOrganizations;

/**
 * PutEmailMonitoringConfiguration: where the records go. Without a role it is the service-linked
 * one of the caller's account. Whether role and log group exist cannot be known here.
 */
@Singleton
class PutEmailMonitoringConfigurationHandler
    implements CommandHandler<
        PutEmailMonitoringConfigurationRequest, PutEmailMonitoringConfigurationResponse> {
  private static final String SERVICE_LINKED_ROLE =
      "arn:aws:iam::%s:role/aws-service-role/events.workmail.amazonaws.com/"
          + "AWSServiceRoleForAmazonWorkMailEvents";

  private final PolicyOrganizations organizations;
  private final EmailMonitoring monitoring;

  PutEmailMonitoringConfigurationHandler(
      PolicyOrganizations organizations, EmailMonitoring monitoring) {
    this.organizations = organizations;
    this.monitoring = monitoring;
  }

  @Override
  public Operation<PutEmailMonitoringConfigurationRequest, PutEmailMonitoringConfigurationResponse>
      operation() {
    return PUT_EMAIL_MONITORING_CONFIGURATION;
  }

  @Override
  public Uni<Outcome<PutEmailMonitoringConfigurationResponse>> handle(
      PutEmailMonitoringConfigurationRequest request, CommandContext context) {
    String role =
        request.roleArn() == null
            ? SERVICE_LINKED_ROLE.formatted(context.account())
            : request.roleArn();
    Configuration wanted = new Configuration(role, request.logGroupArn());
    return organizations
        .require(context)
        .chain(() -> monitoring.find(context.session(), context.organizationId()))
        .map(existing -> outcome(existing, wanted, context));
  }

  private Outcome<PutEmailMonitoringConfigurationResponse> outcome(
      Optional<Configuration> existing, Configuration wanted, CommandContext context) {
    Outcome<PutEmailMonitoringConfigurationResponse> same =
        Outcome.of(new PutEmailMonitoringConfigurationResponse());
    return existing.filter(wanted::equals).isPresent()
        ? same
        : same.changing(monitoring.put(context.organizationId(), wanted)).emitting(wanted.event());
  }
}
