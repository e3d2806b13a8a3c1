package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.ProcessDefinition;
import org.postroom.kit.process.ProcessInstance;

/**
 * The removal of an organization's state from every other context, for one that is Deleting (its
 * own users are gone by then) or has Failed. It never gives up. When all have confirmed, alias and
 * quota are given back by a command of its own, because those are global.
 */
@Singleton
class OrganizationRemoval implements ProcessDefinition {
  static final String KIND = "organization-removal";

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Set<BoundedContext> participants() {
    return OrganizationParticipants.OF_REMOVAL;
  }

  @Override
  public Uni<Outcome<Void>> request(ProcessInstance process, int attempt, CommandContext context) {
    return Uni.createFrom()
        .item(Outcome.none().emitting(new OrganizationRemovalRequested(process.id(), attempt)));
  }

  @Override
  public Uni<Outcome<Void>> confirmed(ProcessInstance process, CommandContext context) {
    return Uni.createFrom()
        .item(
            Outcome.none()
                .sending(
                    ReleaseOrganization.TYPE.of(
                        process.organizationId(),
                        process.id(),
                        new ReleaseOrganization(process.id()))));
  }

  /** A participant cannot refuse a removal; whatever it meant, it is asked no more. */
  @Override
  public Uni<Outcome<Void>> refused(
      ProcessInstance process, String reason, CommandContext context) {
    return Uni.createFrom().item(Outcome.none());
  }

  @Override
  public Duration backoff(int attempt) {
    return OrganizationParticipants.backoff(attempt);
  }
}
