package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.policy.event.PolicyEvents;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** What the policy context answers to set-up and removal; it never refuses. */
@Singleton
class PolicyAnswers {
  private final Processes processes;

  PolicyAnswers(Processes processes) {
    this.processes = processes;
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationSetUpConfirmed> setUpConfirmed() {
    return new Confirmation<>(
        PolicyEvents.ORGANIZATION_SET_UP_CONFIRMED, OrganizationSetUpConfirmed::process, processes);
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationRemovalConfirmed> removalConfirmed() {
    return new Confirmation<>(
        PolicyEvents.ORGANIZATION_REMOVAL_CONFIRMED,
        OrganizationRemovalConfirmed::process,
        processes);
  }

  private record Confirmation<E extends Record>(
      EventType<E> type, Function<E, String> process, Processes processes)
      implements ViewHandler<E> {
    @Override
    public Uni<Void> apply(E event, ViewContext context) {
      processes.confirmed(process.apply(event), context);
      return Uni.createFrom().voidItem();
    }
  }
}
