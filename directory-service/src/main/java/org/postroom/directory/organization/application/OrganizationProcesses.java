package org.postroom.directory.organization.application;

import org.postroom.kit.command.CommandContext;
import org.postroom.kit.command.Outcome;

/** Starts the processes of an organization's life that other contexts take part in. */
public interface OrganizationProcesses {
  /**
   * The outcome, and a process that begins with it.
   *
   * @param kind of the process's definition
   * @param processId unique within the organization; starting one again does nothing
   */
  <R> Outcome<R> start(Outcome<R> outcome, String kind, String processId, CommandContext context);
}
