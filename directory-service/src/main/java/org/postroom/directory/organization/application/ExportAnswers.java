package org.postroom.directory.organization.application;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.postroom.contract.event.EventType;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.kit.process.Processes;
import org.postroom.kit.view.ViewContext;
import org.postroom.kit.view.ViewHandler;

/** What the export context answers to a removal; it has no defaults to set up. */
@Singleton
class ExportAnswers implements ViewHandler<OrganizationRemovalConfirmed> {
  private final Processes processes;

  ExportAnswers(Processes processes) {
    this.processes = processes;
  }

  @Override
  public EventType<OrganizationRemovalConfirmed> type() {
    return ExportEvents.ORGANIZATION_REMOVAL_CONFIRMED;
  }

  @Override
  public Uni<Void> apply(OrganizationRemovalConfirmed event, ViewContext context) {
    processes.confirmed(event.process(), context);
    return Uni.createFrom().voidItem();
  }
}
