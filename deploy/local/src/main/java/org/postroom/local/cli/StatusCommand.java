package org.postroom.local.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.postroom.local.HealthProbe;
import org.postroom.local.InstallationState;
import org.postroom.local.InstallationState.PartState;
import org.postroom.local.Orphans;
import org.postroom.local.Port;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows every process with its pid, port, health, restarts and lag. */
@Command(
    name = "status",
    description = "Shows the processes; exits with 0 only when all are healthy.")
final class StatusCommand implements Callable<Integer> {
  private static final String ROW = "%-12s %8s %6s %9s %8s  %s%n";

  @Mixin private DataOption data;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Optional<InstallationState> running = data.ifRunning();
    if (running.isEmpty()) {
      int orphans = Orphans.of(data.directory()).count();
      out.println(
          orphans == 0
              ? "Postroom does not run; start it with ./postroom up."
              : "The supervisor was killed and %d parts run on; ./postroom up starts anew, ./postroom down ends them."
                  .formatted(orphans));
      return 1;
    }
    InstallationState state = running.get();
    Map<String, Long> lags = lags(state);
    out.printf(ROW, "PART", "PID", "PORT", "RESTARTS", "LAG", "HEALTH");
    out.printf(ROW, "supervisor", state.supervisor().pid(), "-", "-", "-", phase(state));
    boolean healthy = state.phase() == InstallationState.Phase.RUNNING;
    for (PartState part : state.parts()) {
      boolean alive = part.process() != null && part.process().isAlive();
      String complaint = alive ? HealthProbe.of(part.name(), part.port()) : "not running";
      healthy &= complaint.isEmpty();
      Long lag = lags.get(part.name());
      out.printf(
          ROW,
          part.name(),
          alive ? part.process().pid() : "-",
          part.port(),
          part.restarts(),
          lag == null ? "-" : lag,
          complaint.isEmpty() ? "healthy" : complaint);
    }
    Integer smtp = data.directory().rememberedPorts().get(Port.SMTP);
    if (smtp != null) {
      out.printf("%nmail-server takes mail by SMTP on port %d; its port above is IMAP.%n", smtp);
    }
    return healthy ? 0 : 1;
  }

  private static String phase(InstallationState state) {
    return switch (state.phase()) {
      case STARTING -> "starting";
      case STOPPING -> "stopping";
      default -> "healthy";
    };
  }

  private static Map<String, Long> lags(InstallationState state) {
    return state.parts().stream()
        .filter(part -> part.name().equals("kafka"))
        .filter(part -> part.process() != null && part.process().isAlive())
        .findFirst()
        .map(part -> new ConsumerLag("127.0.0.1:" + part.port()).byService())
        .orElse(Map.of());
  }
}
