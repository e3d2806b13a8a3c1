package org.postroom.local.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.Backup;
import org.postroom.local.InstallationException;
import org.postroom.local.OperatorTrail;
import org.postroom.local.StoppedDatabases;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a backup's databases in the place of the installation's. */
@Command(
    name = "restore",
    description = "Restores databases from a backup, while nothing runs, and raises their epochs.")
final class RestoreCommand implements Callable<Integer> {
  @Mixin private DataOption data;

  @Parameters(paramLabel = "BACKUP", description = "The directory of the backup.")
  private Path backup;

  @Option(
      names = "--only",
      paramLabel = "SERVICE",
      description =
          "Only the database of this service: directory, mail-domain, policy or export. May be"
              + " given several times.")
  private List<String> only = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (data.ifRunning().isPresent()) {
      throw new InstallationException("Postroom runs; stop it with ./postroom down.");
    }
    List<BoundedContext> services =
        only.isEmpty()
            ? List.of(BoundedContext.values())
            : only.stream().map(RestoreCommand::service).toList();
    Backup.Restored restored =
        OperatorTrail.ofStopped(data.directory())
            .record(
                "RestoreBackup",
                Map.of(
                    "directory",
                    backup.toString(),
                    "services",
                    services.stream()
                        .map(BoundedContext::wireName)
                        .collect(Collectors.joining(","))),
                () ->
                    StoppedDatabases.of(data.directory())
                        .with(port -> Backup.in(backup).restore(data.directory(), port, services)));
    PrintWriter out = spec.commandLine().getOut();
    restored
        .epochs()
        .forEach(
            (service, epoch) ->
                out.printf("%-12s restored, epoch %d%n", service.wireName(), epoch));
    if (!restored.emptied().isEmpty()) {
      out.println("Created after the backup, and empty now: " + restored.emptied());
    }
    out.println("Start it with ./postroom up: every organization is told anew.");
    return 0;
  }

  private static BoundedContext service(String name) {
    return Arrays.stream(BoundedContext.values())
        .filter(context -> context.wireName().equals(name))
        .findFirst()
        .orElseThrow(() -> new InstallationException("There is no service called " + name + "."));
  }
}
