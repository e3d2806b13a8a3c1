package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.directory.entity.application.Decisions;
import org.postroom.directory.entity.model.Decision;
import org.postroom.directory.entity.model.OrganizationId;
import org.postroom.directory.organization.model.Organization;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.ProcessDefinition;
import org.postroom.kit.process.ProcessInstance;

/**
 * The set-up of an organization: Requested, Creating while the participants set up their defaults,
 * then Active; Failed when one refuses or time is up, and then cleaned up like a deleted one.
 */
@Singleton
class OrganizationCreation implements ProcessDefinition {
  static final String KIND = "organization-creation";

  /** The id of the process that cleans up after a failure. */
  static final String CLEAN_UP = "organization-clean-up";

  private static final Duration TIME_LIMIT = Duration.ofMinutes(15);

  private final Organizations organizations;
  private final OrganizationProcesses processes;

  OrganizationCreation(Organizations organizations, OrganizationProcesses processes) {
    this.organizations = organizations;
    this.processes = processes;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Set<BoundedContext> participants() {
    return OrganizationParticipants.OF_CREATION;
  }

  @Override
  public Uni<Outcome<Void>> request(ProcessInstance process, int attempt, CommandContext context) {
    return whileBeingCreated(
        context,
        organization ->
            Outcome.none()
                .changing(organizations.replace(organization.creating()))
                .emitting(organization.setUpRequest(process.id(), attempt)));
  }

  @Override
  public Uni<Outcome<Void>> confirmed(ProcessInstance process, CommandContext context) {
    return whileBeingCreated(context, organization -> stored(organization.activate(context.now())));
  }

  @Override
  public Uni<Outcome<Void>> refused(
      ProcessInstance process, String reason, CommandContext context) {
    return whileBeingCreated(
        context,
        organization ->
            processes.start(
                stored(organization.fail(reason)), OrganizationRemoval.KIND, CLEAN_UP, context));
  }

  @Override
  public Duration backoff(int attempt) {
    return OrganizationParticipants.backoff(attempt);
  }

  @Override
  public Optional<Duration> timeLimit() {
    return Optional.of(TIME_LIMIT);
  }

  private Outcome<Void> stored(Decision<Organization> decision) {
    return Decisions.told(
        Outcome.none().changing(organizations.replace(decision.after())), decision);
  }

  private Uni<Outcome<Void>> whileBeingCreated(
      CommandContext context, Function<Organization, Outcome<Void>> decision) {
    return organizations
        .find(context.session(), OrganizationId.of(context.organizationId()))
        .map(
            found ->
                found
                    .filter(organization -> organization.state().isBeingCreated())
                    .map(decision)
                    .orElseGet(Outcome::none));
  }
}
