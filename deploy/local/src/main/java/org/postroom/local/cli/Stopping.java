package org.postroom.local.cli;

import java.time.Duration;
import java.util.Optional;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationState;
import org.postroom.local.Orphans;

/** Stops an installation, whether or not its supervisor still lives. */
final class Stopping {
  static final Duration PATIENCE = Duration.ofSeconds(120);

  private Stopping() {}

  /** Returns when nothing of it runs any more; tells whether something did. */
  static boolean stop(DataDirectory data) {
    Optional<InstallationState> state = InstallationState.read(data);
    boolean ran = state.map(known -> known.supervisor().isAlive()).orElse(false);
    state.ifPresent(known -> known.supervisor().end(PATIENCE));
    int orphans = Orphans.of(data).end();
    return ran || orphans > 0;
  }
}
