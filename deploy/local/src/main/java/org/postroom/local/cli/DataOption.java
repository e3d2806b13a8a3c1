package org.postroom.local.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.InstallationState;
import org.postroom.local.ProjectDirectory;
import picocli.CommandLine.Option;

/** The option {@code --data} and what is found there. */
final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      order = 1,
      description =
          "The data directory (default: what POSTROOM_DATA says, else .postroom in the project).")
  private Path data;

  /** Whether it was given. */
  boolean isNamed() {
    return data != null;
  }

  DataDirectory directory() {
    return DataDirectory.at(path());
  }

  Path path() {
    if (data != null) {
      return data;
    }
    String chosen = System.getenv("POSTROOM_DATA");
    return chosen != null && !chosen.isBlank()
        ? Path.of(chosen)
        : ProjectDirectory.find().root().resolve(".postroom");
  }

  /**
   * The installation's state, while a supervisor runs it.
   *
   * @throws InstallationException when none does
   */
  InstallationState running() {
    return ifRunning()
        .orElseThrow(
            () -> new InstallationException("Postroom does not run; start it with ./postroom up."));
  }

  Optional<InstallationState> ifRunning() {
    return InstallationState.read(directory()).filter(state -> state.supervisor().isAlive());
  }
}
