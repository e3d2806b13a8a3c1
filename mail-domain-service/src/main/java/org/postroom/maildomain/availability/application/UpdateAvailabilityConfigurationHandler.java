package org.postroom.maildomain.availability.application;

import static org.postroom.contract.maildomain.MailDomainOperations.UPDATE_AVAILABILITY_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.maildomain.UpdateAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.UpdateAvailabilityConfigurationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/**
 * UpdateAvailabilityConfiguration: replaces the provider, also by one of the other type. It is a
 * change whatever it says, as the password may be new.
 */
@Singleton
class UpdateAvailabilityConfigurationHandler
    implements CommandHandler<
        UpdateAvailabilityConfigurationRequest, UpdateAvailabilityConfigurationResponse> {
  private final KnownOrganizations organizations;
  private final AvailabilityConfigurations configurations;
  private final EwsPasswords passwords;

  UpdateAvailabilityConfigurationHandler(
      KnownOrganizations organizations,
      AvailabilityConfigurations configurations,
      EwsPasswords passwords) {
    this.organizations = organizations;
    this.configurations = configurations;
    this.passwords = passwords;
  }

  @Override
  public Operation<UpdateAvailabilityConfigurationRequest, UpdateAvailabilityConfigurationResponse>
      operation() {
    return UPDATE_AVAILABILITY_CONFIGURATION;
  }

  @Override
  public Uni<Outcome<UpdateAvailabilityConfigurationResponse>> handle(
      UpdateAvailabilityConfigurationRequest request, CommandContext context) {
    CalendarDomain domain = CalendarDomain.of(request.domainName());
    return organizations
        .require(context)
        .map(known -> AvailabilityProvider.of(request.ewsProvider(), request.lambdaProvider()))
        .chain(
            provider ->
                configurations
                    .find(context.session(), context.organizationId(), domain)
                    .map(found -> found.orElseThrow(domain::notConfigured))
                    .map(found -> outcome(found, provider, context)));
  }

  private Outcome<UpdateAvailabilityConfigurationResponse> outcome(
      DomainAvailability found, AvailabilityProvider provider, CommandContext context) {
    DomainAvailability replaced =
        found.replacedBy(passwords.keep(provider, found.domain(), context), context.now());
    return Outcome.of(new UpdateAvailabilityConfigurationResponse())
        .changing(configurations.replace(context.organizationId(), replaced))
        .emitting(replaced.configured());
  }
}
