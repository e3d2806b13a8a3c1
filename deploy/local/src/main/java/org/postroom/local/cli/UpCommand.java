package org.postroom.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.postroom.embedded.ChildProcess;
import org.postroom.embedded.Platform;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState;
import org.postroom.local.InstallationState.PartState;
import org.postroom.local.InstallationState.Phase;
import org.postroom.local.OperatorTrail;
import org.postroom.local.Pause;
import org.postroom.local.Port;
import org.postroom.local.RecordedProcess;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts everything and returns when it is healthy. */
@Command(
    name = "up",
    description = "Starts everything; does nothing when it already runs.",
    sortOptions = false)
final class UpCommand implements Callable<Integer> {
  private static final int LOG_LINES = 20;

  @Mixin private DataOption data;

  @Option(
      names = "--foreground",
      order = 2,
      description = "Stay attached; Ctrl-C stops everything.")
  private boolean foreground;

  @Option(
      names = "--start-timeout",
      paramLabel = "SECONDS",
      defaultValue = "300",
      order = 3,
      description = "How long everything may take to become healthy (${DEFAULT-VALUE}).")
  private long startTimeout;

  @Mixin private InstallationOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Platform.current();
    DataDirectory directory = data.directory();
    directory.create();
    AtomicReference<RecordedProcess> launched = new AtomicReference<>();
    Thread stop = new Thread(() -> stopAgain(directory, launched.get()), "stop");
    // Two at once must not both find nothing running.
    try (FileChannel channel =
            FileChannel.open(
                directory.root().resolve("up.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      Optional<InstallationState> before = afterStopping();
      if (before.isPresent() && lock.isValid()) {
        if (before.get().phase() == Phase.STARTING) {
          awaitRunning(before.get().supervisor());
        }
        out().println("Postroom already runs; nothing was changed.");
        printAddress();
        return 0;
      }
      // Interrupted in the middle, nothing may stay behind.
      Runtime.getRuntime().addShutdownHook(stop);
      launched.set(DetachedSupervisor.launch(directory, supervisorOptions()));
      awaitRunning(launched.get());
    }
    OperatorTrail.ofRunning(directory, RunningKafka.connection(data.running())).sendWhatWaits();
    printAddress();
    printFirstCall();
    if (foreground) {
      return follow(directory, launched.get());
    }
    Runtime.getRuntime().removeShutdownHook(stop);
    return 0;
  }

  /** The supervisor may not have written anything down yet. */
  private static void stopAgain(DataDirectory directory, RecordedProcess supervisor) {
    if (supervisor != null) {
      supervisor.end(Stopping.PATIENCE);
    }
    Stopping.stop(directory);
  }

  /** The running installation; one that is just being stopped is waited for. */
  private Optional<InstallationState> afterStopping() {
    while (data.ifRunning().filter(state -> state.phase() == Phase.STOPPING).isPresent()) {
      Pause.brief();
    }
    return data.ifRunning();
  }

  private List<String> supervisorOptions() {
    List<String> arguments = new ArrayList<>(options.arguments());
    arguments.add("--start-timeout=" + startTimeout);
    if (foreground) {
      arguments.add("--end-with=" + ProcessHandle.current().pid());
    }
    return arguments;
  }

  private void awaitRunning(RecordedProcess supervisor) {
    Set<String> announced = new HashSet<>();
    while (true) {
      boolean alive = supervisor.isAlive();
      Optional<InstallationState> state =
          InstallationState.read(data.directory())
              .filter(known -> known.supervisor().pid() == supervisor.pid());
      state.ifPresent(known -> announce(known, announced));
      if (state.filter(known -> known.phase() == Phase.RUNNING).isPresent() && alive) {
        return;
      }
      if (!alive) {
        throw new InstallationException(
            state
                .map(InstallationState::message)
                .filter(message -> !message.isEmpty())
                .orElseGet(
                    () ->
                        "The supervisor ended:\n"
                            + ChildProcess.lastLines(
                                data.directory().log(DetachedSupervisor.LOG), LOG_LINES)));
      }
      Pause.brief();
    }
  }

  private void announce(InstallationState state, Set<String> announced) {
    for (PartState part : state.parts()) {
      if (part.ready() && announced.add(part.name())) {
        out().printf("%-12s ready on port %d%n", part.name(), part.port());
        out().flush();
      }
    }
  }

  private void printAddress() {
    Map<Port, Integer> ports = data.directory().rememberedPorts();
    out().printf("%nPostroom answers at http://127.0.0.1:%d%n", ports.get(Port.GATEWAY));
    out()
        .printf(
            "%nFor trying things out: mail to registered users by SMTP on port %d, their mailboxes by%n"
                + "IMAP on port %d (address and password; messages and folders survive, flags do not),%n"
                + "mailbox exports by S3 at http://127.0.0.1:%d, bucket %s.%n",
            ports.get(Port.SMTP),
            ports.get(Port.IMAP),
            ports.get(Port.S3),
            DataDirectory.EXPORTS_BUCKET);
    out().flush();
  }

  private void printFirstCall() {
    String dataOption =
        spec.commandLine().getParseResult().hasMatchedOption("--data")
            ? " --data '" + data.directory().root() + "'"
            : "";
    out()
        .printf(
            "%nA first call with the AWS CLI:%n%n"
                + "  eval \"$(./postroom env%s)\"%n"
                + "  aws workmail create-organization --alias example%n%n",
            dataOption);
    out().flush();
  }

  private int follow(DataDirectory directory, RecordedProcess supervisor) {
    out().println("Ctrl-C stops everything.");
    out().flush();
    new LogFollower(directory.log(DetachedSupervisor.LOG), "", out()).follow(supervisor::isAlive);
    return 1;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
