package org.postroom.local.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import org.postroom.embedded.ChildProcess;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState;
import org.postroom.local.InstallationState.PartState;
import org.postroom.local.Pause;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the end of the logs. */
@Command(name = "logs", description = "Shows the end of the logs of one service, or of all.")
final class LogsCommand implements Runnable {
  @Mixin private DataOption data;

  @Parameters(
      arity = "0..1",
      paramLabel = "SERVICE",
      description = "A name as in status, or supervisor.")
  private String service;

  @Option(names = "-n", paramLabel = "LINES", defaultValue = "100")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is added.")
  private boolean follow;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    DataDirectory directory = data.directory();
    List<String> names = names(directory);
    List<LogFollower> followers =
        names.stream().map(name -> follower(directory, name, names.size(), out)).toList();
    for (String name : names) {
      ChildProcess.lastLines(directory.log(name), lines)
          .lines()
          .forEach(line -> out.println(prefix(name, names.size()) + line));
    }
    out.flush();
    while (follow) {
      followers.forEach(LogFollower::printNew);
      Pause.brief();
    }
  }

  private List<String> names(DataDirectory directory) {
    Optional<InstallationState> state = InstallationState.read(directory);
    List<String> all =
        new java.util.ArrayList<>(
            state.stream().flatMap(known -> known.parts().stream()).map(PartState::name).toList());
    all.add(DetachedSupervisor.LOG);
    if (service == null) {
      return all;
    }
    String name =
        service.endsWith("-service")
            ? service.substring(0, service.length() - "-service".length())
            : service;
    if (!all.contains(name)) {
      throw new InstallationException(
          "There is no part called %s; there are %s.".formatted(service, String.join(", ", all)));
    }
    return List.of(name);
  }

  private static LogFollower follower(
      DataDirectory directory, String name, int count, PrintWriter out) {
    return new LogFollower(directory.log(name), prefix(name, count), out);
  }

  private static String prefix(String name, int count) {
    return count == 1 ? "" : "%-12s| ".formatted(name);
  }
}
