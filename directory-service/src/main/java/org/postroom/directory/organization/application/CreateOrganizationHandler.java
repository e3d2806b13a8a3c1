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
import org.postroom.directory.organization.model.OrganizationDirectory;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.CommandHandler;
import org.postroom.kit.command.Outcome;

/**
 * CreateOrganization: requests an organization under the id that the gateway derived, and begins
 * the process that sets it up. It gets a directory of its own, unless the caller names one that the
 * operator has connected or that an earlier organization has left behind.
 */
@Singleton
class CreateOrganizationHandler
    implements CommandHandler<CreateOrganizationRequest, CreateOrganizationResponse> {
  private final Organizations organizations;
  private final OrganizationRegistry registry;
  private final ExternalDirectories externalDirectories;
  private final OrganizationProcesses processes;

  CreateOrganizationHandler(
      Organizations organizations,
      OrganizationRegistry registry,
      ExternalDirectories externalDirectories,
      OrganizationProcesses processes) {
    this.organizations = organizations;
    this.registry = registry;
    this.externalDirectories = externalDirectories;
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
    NewOrganization.refuseInteroperabilityAlone(
        request.directoryId(), request.enableInteroperability());
    return organizations
        .find(context.session(), id)
        .invoke(existing -> existing.ifPresent(NewOrganization::refuseRepetition))
        .chain(
            () ->
                request.directoryId() == null
                    ? onItsOwn(id, alias, request, context)
                    : onExisting(id, alias, request, context))
        .map(requested -> begin(requested, context));
  }

  private Uni<Decision<Organization>> onExisting(
      OrganizationId id,
      OrganizationAlias alias,
      CreateOrganizationRequest request,
      CommandContext context) {
    return registry
        .lock(context.session(), alias, context.account(), request.directoryId())
        .map(
            situation ->
                NewOrganization.request(
                    id,
                    context.account(),
                    alias,
                    NewOrganization.existingDirectory(
                        context.account(),
                        alias,
                        request.enableInteroperability(),
                        externalDirectories.find(request.directoryId()),
                        situation.directory()),
                    domains(request),
                    situation));
  }

  private Uni<Decision<Organization>> onItsOwn(
      OrganizationId id,
      OrganizationAlias alias,
      CreateOrganizationRequest request,
      CommandContext context) {
    String directoryId = NewOrganization.directoryId(context.newId("directory"));
    return registry
        .lock(context.session(), alias, context.account(), directoryId)
        .chain(
            situation ->
                isGivenAway(directoryId, situation)
                    ? onItsOwn(id, alias, request, context)
                    : Uni.createFrom()
                        .item(
                            () ->
                                NewOrganization.request(
                                    id,
                                    context.account(),
                                    alias,
                                    OrganizationDirectory.own(directoryId),
                                    domains(request),
                                    situation)));
  }

  /** Ten digits are few enough to meet some day. */
  private boolean isGivenAway(String directoryId, NewOrganization.Situation situation) {
    return situation.directory().isPresent() || externalDirectories.find(directoryId).isPresent();
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
