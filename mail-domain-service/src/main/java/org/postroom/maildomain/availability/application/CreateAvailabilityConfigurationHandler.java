package org.postroom.maildomain.availability.application;

import static org.postroom.contract.maildomain.MailDomainOperations.CREATE_AVAILABILITY_CONFIGURATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.maildomain.CreateAvailabilityConfigurationRequest;
import org.postroom.contract.maildomain.CreateAvailabilityConfigurationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.view.KnownOrganizations;
import org.postroom.maildomain.availability.model.AvailabilityProvider;
import org.postroom.maildomain.availability.model.CalendarDomain;
import org.postroom.maildomain.availability.model.DomainAvailability;

/** CreateAvailabilityConfiguration: one for each domain, at most 100 for an organization. */
@Singleton
class CreateAvailabilityConfigurationHandler
    implements CommandHandler<
        CreateAvailabilityConfigurationRequest, CreateAvailabilityConfigurationResponse> {
  private final KnownOrganizations organizations;
  private final AvailabilityConfigurations configurations;
  private final EwsPasswords passwords;

  CreateAvailabilityConfigurationHandler(
      KnownOrganizations organizations,
      AvailabilityConfigurations configurations,
      EwsPasswords passwords) {
    this.organizations = organizations;
    this.configurations = configurations;
    this.passwords = passwords;
  }

  @Override
  public Operation<CreateAvailabilityConfigurationRequest, CreateAvailabilityConfigurationResponse>
      operation() {
    return CREATE_AVAILABILITY_CONFIGURATION;
  }

  @Override
  public Uni<Outcome<CreateAvailabilityConfigurationResponse>> handle(
      CreateAvailabilityConfigurationRequest request, CommandContext context) {
    CalendarDomain domain = CalendarDomain.of(request.domainName());
    return organizations
        .require(context)
        .map(known -> AvailabilityProvider.of(request.ewsProvider(), request.lambdaProvider()))
        .chain(provider -> create(domain, provider, context))
        .map(created -> outcome(created, context));
  }

  private Uni<DomainAvailability> create(
      CalendarDomain domain, AvailabilityProvider provider, CommandContext context) {
    String organizationId = context.organizationId();
    return configurations
        .find(context.session(), organizationId, domain)
        .chain(
            found ->
                configurations
                    .count(context.session(), organizationId)
                    .map(
                        count ->
                            DomainAvailability.create(
                                domain, provider, found.isPresent(), count, context.now())));
  }

  private Outcome<CreateAvailabilityConfigurationResponse> outcome(
      DomainAvailability created, CommandContext context) {
    DomainAvailability kept =
        created.withProvider(passwords.keep(created.provider(), created.domain(), context));
    return Outcome.of(new CreateAvailabilityConfigurationResponse())
        .changing(configurations.add(context.organizationId(), kept))
        .emitting(kept.configured());
  }
}
