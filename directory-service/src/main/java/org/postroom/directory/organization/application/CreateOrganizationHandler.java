package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.CreateOrganizationResponse;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.NewOrganization;
import org.postroom.directory.organization.model.Organization;
import org.postroom.directory.organization.model.OrganizationAlias;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * CreateOrganization: requests an organization under the id that the gateway derived, and begins
 * the process that sets it up. Every organization has a directory of its own, there are no external
 * ones to connect.
 */
@Singleton
class CreateOrganizationHandler
    implements CommandHandler<CreateOrganizationRequest, CreateOrganizationResponse> {
  private final Organizations organizations;
  private final OrganizationRegistry registry;
  private final OrganizationProcesses processes;

  CreateOrganizationHandler(
      Organizations organizations, OrganizationRegistry registry, OrganizationProcesses processes) {
    this.organizations = organizations;
    this.registry = registry;
    this.processes = processes;
  }

  @Override
  public Operation<CreateOrganizationRequest, CreateOrganizationResponse> operation() {
    return CREATE_ORGANIZATION;
  }

  @Override
  public boolean runsAlone() {
    return true;
  }

  @Override
  public Uni<Outcome<CreateOrganizationResponse>> handle(
      CreateOrganizationRequest request, CommandContext context) {
    OrganizationId id = OrganizationId.of(context.organizationId());
    OrganizationAlias alias = OrganizationAlias.of(request.alias());
    NewOrganization.refuseForeignDirectory(request.directoryId(), request.enableInteroperability());
    return organizations
        .find(context.session(), id)
        .invoke(existing -> existing.ifPresent(NewOrganization::refuseRepetition))
        .chain(() -> registry.lock(context.session(), alias, context.account()))
        .map(
            situation ->
                NewOrganization.request(
                    id,
                    context.account(),
                    alias,
                    NewOrganization.directoryId(context.newId("directory")),
                    domains(request),
                    situation))
        .map(requested -> begin(requested, context));
  }

  private Outcome<CreateOrganizationResponse> begin(
      Decision<Organization> requested, CommandContext context) {
    Organization organization = requested.after();
    Outcome<CreateOrganizationResponse> outcome =
        Outcome.of(new CreateOrganizationResponse(organization.id().value()))
            .changing(registry.enter(organization))
            .changing(organizations.add(organization));
    return processes.start(
        Decisions.told(outcome, requested),
        OrganizationCreation.KIND,
        OrganizationCreation.KIND,
        context);
  }

  private static List<String> domains(CreateOrganizationRequest request) {
    return request.domains() == null
        ? List.of()
        : request.domains().stream()
            .map(domain -> CaseFolding.key(domain.domainName()))
            .distinct()
            .toList();
  }
}
