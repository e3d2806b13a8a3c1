package org.postroom.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.postroom.local.InstallationState.PartState;

/** The parts whose supervisor was killed; they run on until the next start or stop. */
public final class Orphans {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final List<PartState> parts;

  private Orphans(List<PartState> parts) {
    this.parts = parts;
  }

  /** Those of an installation whose supervisor is gone. */
  public static Orphans of(DataDirectory data) {
    List<PartState> alive = new ArrayList<>();
    InstallationState.read(data)
        .filter(state -> !state.supervisor().isAlive())
        .ifPresent(
            state ->
                state.parts().stream()
                    .filter(part -> part.process() != null && part.process().isAlive())
                    .forEach(alive::add));
    Collections.reverse(alive);
    return new Orphans(alive);
  }

  public int count() {
    return parts.size();
  }

  /** Ends them, the last started first; tells how many there were. */
  public int end() {
    // PostgreSQL waits for its clients when asked politely; they end before it.
    parts.forEach(part -> part.process().end(PATIENCE));
    return parts.size();
  }
}
