package org.postroom.directory.organization.application;

import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.CreateOrganizationResponse;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.operation.Operation;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.CaseFolding;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;
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
  private static final int DIRECTORY_ID_DIGITS = 10;

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
    refuseForeignDirectory(request);
    return organizations
        .find(context.session(), id)
        .invoke(
            existing -> {
              if (existing.isPresent()) {
                throw new OperationRejected(
                    ErrorCode.INVALID_PARAMETER,
                    "This request has created an organization already and its ClientToken has"
                        + " expired.");
              }
            })
        .chain(() -> registry.lock(context.session(), alias, context.account()))
        .map(
            situation -> {
              refuse(situation);
              return begin(
                  Organization.request(
                      id, context.account(), alias, directoryId(context), domains(request)),
                  context);
            });
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

  private static void refuseForeignDirectory(CreateOrganizationRequest request) {
    if (request.enableInteroperability() && request.directoryId() == null) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, "EnableInteroperability requires a DirectoryId.");
    }
    if (request.directoryId() != null) {
      throw new OperationRejected(
          ErrorCode.DIRECTORY_UNAVAILABLE, "There is no directory with this id.");
    }
  }

  private static void refuse(OrganizationRegistry.Situation situation) {
    if (situation.aliasTaken()) {
      throw new OperationRejected(ErrorCode.NAME_AVAILABILITY, "The alias is taken.");
    }
    if (situation.organizations() >= Organization.MAX_PER_ACCOUNT) {
      throw new OperationRejected(
          ErrorCode.LIMIT_EXCEEDED,
          "The account has " + situation.organizations() + " organizations already.");
    }
  }

  private static String directoryId(CommandContext context) {
    String digits = context.newId("directory").replace("-", "");
    return "d-" + digits.substring(0, DIRECTORY_ID_DIGITS);
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
