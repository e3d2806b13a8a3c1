package org.postroom.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What an operator does about the keys that sign mail. */
@Command(
    name = "dkim",
    description = "Prints the operator's zone of DKIM keys, or replaces the key of a domain.",
    subcommands = {DkimZoneCommand.class, DkimRotateCommand.class})
final class DkimCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
