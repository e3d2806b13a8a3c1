package org.postroom.maildomain.availability.application;

import static org.postroom.contract.maildomain.MailDomainOperations.DELETE_AVAILABILITY_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.postroom.contract.maildomain.DeleteAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.DeleteAvailabilityConfigurationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** DeleteAvailabilityConfiguration: a domain without one is no error and no change. */
@Singleton
class DeleteAvailabilityConfigurationHandler
    implements CommandHandler<
        DeleteAvailabilityConfigurationRequest, DeleteAvailabilityConfigurationResponse> {
  private final KnownOrganizations organizations;
  private final AvailabilityConfigurations configurations;

  DeleteAvailabilityConfigurationHandler(
      KnownOrganizations organizations, AvailabilityConfigurations configurations) {
    this.organizations = organizations;
    this.configurations = configurations;
  }

  @Override
  public Operation<DeleteAvailabilityConfigurationRequest, DeleteAvailabilityConfigurationResponse>
      operation() {
    return DELETE_AVAILABILITY_CONFIGURATION;
  }

  @Override
  public Uni<Outcome<DeleteAvailabilityConfigurationResponse>> handle(
      DeleteAvailabilityConfigurationRequest request, CommandContext context) {
    return organizations
        .require(context)
        .chain(
            () ->
                configurations.find(
                    context.session(),
                    context.organizationId(),
                    CalendarDomain.of(request.domainName())))
        .map(found -> outcome(found, context.organizationId()));
  }

  private Outcome<DeleteAvailabilityConfigurationResponse> outcome(
      Optional<DomainAvailability> found, String organizationId) {
    Outcome<DeleteAvailabilityConfigurationResponse> outcome =
        Outcome.of(new DeleteAvailabilityConfigurationResponse());
    return found
        .map(
            going ->
                outcome
                    .changing(configurations.remove(organizationId, going.domain()))
                    .emitting(going.deleted()))
        .orElse(outcome);
  }
}
