package org.postroom.policy.monitoring.application;

import static org.postroom.contract.policy.PolicyOperations.DELETE_EMAIL_MONITORING_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.DeleteEmailMonitoringConfigurationRequest;
import org.postroom.contract.policy.DeleteEmailMonitoringConfigurationResponse;
import org.postroom.contract.policy.event.EmailMonitoringConfigurationDeleted;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.policy.organization.application.PolicyOrganizations;

/** DeleteEmailMonitoringConfiguration: without one nothing happens. */
@Singleton
class DeleteEmailMonitoringConfigurationHandler
    implements CommandHandler<
        DeleteEmailMonitoringConfigurationRequest, DeleteEmailMonitoringConfigurationResponse> {
  private final PolicyOrganizations organizations;
  private final EmailMonitoring monitoring;

  DeleteEmailMonitoringConfigurationHandler(
      PolicyOrganizations organizations, EmailMonitoring monitoring) {
    this.organizations = organizations;
    this.monitoring = monitoring;
  }

  @Override
  public Operation<
          DeleteEmailMonitoringConfigurationRequest, DeleteEmailMonitoringConfigurationResponse>
      operation() {
    return DELETE_EMAIL_MONITORING_CONFIGURATION;
  }

  @Override
  public Uni<Outcome<DeleteEmailMonitoringConfigurationResponse>> handle(
      DeleteEmailMonitoringConfigurationRequest request, CommandContext context) {
    Outcome<DeleteEmailMonitoringConfigurationResponse> nothing =
        Outcome.of(new DeleteEmailMonitoringConfigurationResponse());
    return organizations
        .require(context)
        .chain(() -> monitoring.find(context.session(), context.organizationId()))
        .map(
            found ->
                found.isEmpty()
                    ? nothing
                    : nothing
                        .changing(monitoring.remove(context.organizationId()))
                        .emitting(new EmailMonitoringConfigurationDeleted()));
  }
}
