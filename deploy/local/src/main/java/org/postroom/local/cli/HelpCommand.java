package org.postroom.local.cli;

import org.postroom.local.InstallationException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Explains the command, or one of its subcommands. */
@Command(name = "help", description = "Explains a command.")
final class HelpCommand implements Runnable {
  @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command to explain.")
  private String command;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    CommandLine all = spec.parent().commandLine();
    CommandLine explained = command == null ? all : all.getSubcommands().get(command);
    if (explained == null) {
      throw new InstallationException("There is no command " + command + ".");
    }
    explained.usage(all.getOut());
  }
}
