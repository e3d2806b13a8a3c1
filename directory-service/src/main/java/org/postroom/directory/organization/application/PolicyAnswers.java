package org.postroom.directory.organization.application;

import static org.postroom.contract.policy.event.PolicyEvents.ORGANIZATION_REMOVAL_CONFIRMED;
import static org.postroom.contract.policy.event.PolicyEvents.ORGANIZATION_SET_UP_CONFIRMED;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.kit.process.Processes;
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
    return ViewHandler.reacting(
        ORGANIZATION_SET_UP_CONFIRMED,
        (event, context) -> processes.confirmed(event.process(), context));
  }

  @Produces
  @Singleton
  ViewHandler<OrganizationRemovalConfirmed> removalConfirmed() {
    return ViewHandler.reacting(
        ORGANIZATION_REMOVAL_CONFIRMED,
        (event, context) -> processes.confirmed(event.process(), context));
  }
}
