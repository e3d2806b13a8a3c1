package org.postroom.directory.organization.persistence;

import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import org.postroom.directory.organization.application.OrganizationProcesses;
import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;
import org.postroom.kit.process.Processes;

/** The kit's processes; they know their definitions, which start others, hence the provider. */
@Singleton
class KitOrganizationProcesses implements OrganizationProcesses {
  private final Provider<Processes> processes;

  KitOrganizationProcesses(Provider<Processes> processes) {
    this.processes = processes;
  }

  @Override
  public <R> Outcome<R> start(
      Outcome<R> outcome, String kind, String processId, CommandContext context) {
    return processes.get().start(outcome, kind, processId, context);
  }
}
