package org.postroom.local;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What the process that runs an installation writes down for others, and for its successor.
 *
 * @param supervisor the process that watches the parts
 * @param message why it failed; else empty
 * @param parts in the order of their start
 */
public record InstallationState(
    Phase phase, RecordedProcess supervisor, String message, List<PartState> parts) {

  /** How far it has come. */
  public enum Phase {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    FAILED
  }

  /**
   * One part.
   *
   * @param ready whether it has come up since the installation was started
   * @param process null before its first start
   */
  public record PartState(
      String name, int port, int restarts, boolean ready, RecordedProcess process) {}

  /** The state in a data directory, if there is one. */
  public static Optional<InstallationState> read(DataDirectory data) {
    PrivateFile file = data.stateFile();
    if (!file.exists()) {
      return Optional.empty();
    }
    try {
      return Optional.of(DataDirectory.JSON.readValue(file.read(), InstallationState.class));
    } catch (IOException e) {
      throw new InstallationException(
          "The file state.json in " + data.root() + " cannot be read.", e);
    }
  }

  void write(DataDirectory data) {
    data.stateFile().write(DataDirectory.bytes(this));
  }
}
