package org.postroom.local.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.postroom.local.Backup;
import org.postroom.local.OperatorTrail;
import org.postroom.local.Port;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Backs up every service's database and the installation's secrets. */
@Command(
    name = "backup",
    description = "Backs up every database and the secrets, while everything runs.")
final class BackupCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Parameters(paramLabel = "BACKUP", description = "The directory to back up to.")
  private Path backup;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    OperatorTrail.ofRunning(data.directory(), RunningKafka.connection(data.running()))
        .record("BackUp", Map.of("directory", backup.toString()), this::make);
    spec.commandLine()
        .getOut()
        .printf("Everything is backed up in %s. It holds secrets.%n", backup);
    return 0;
  }

  private Backup make() {
    Backup made = Backup.in(backup);
    made.make(data.directory(), data.directory().rememberedPorts().get(Port.POSTGRES));
    return made;
  }
}
