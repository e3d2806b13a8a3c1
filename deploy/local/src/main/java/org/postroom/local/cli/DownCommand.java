package org.postroom.local.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops everything; the data stays. */
@Command(name = "down", description = "Stops everything; the data stays.")
final class DownCommand implements Runnable {
  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    boolean ran = Stopping.stop(data.directory());
    spec.commandLine()
        .getOut()
        .println(ran ? "Postroom is stopped." : "Postroom does not run; nothing to stop.");
  }
}
