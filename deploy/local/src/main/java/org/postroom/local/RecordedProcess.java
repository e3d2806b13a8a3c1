package org.postroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process as another process wrote it down. Its number alone means nothing, since numbers are
 * used again: a process that started at another time is a different one and is never touched.
 *
 * @param started epoch milliseconds
 */
public record RecordedProcess(long pid, long started) {
  /** Systems that derive the start from their boot time shift it a little with each clock step. */
  private static final long TOLERANCE_MS = 2_000;

  public static RecordedProcess of(ProcessHandle handle) {
    return new RecordedProcess(
        handle.pid(), handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
  }

  /** The process, if it still runs. */
  public Optional<ProcessHandle> find() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(handle -> Math.abs(of(handle).started - started) <= TOLERANCE_MS)
        .filter(handle -> !isZombie());
  }

  public boolean isAlive() {
    return find().isPresent();
  }

  /** Asks it to end; after the given patience it is killed. Returns when it is gone. */
  public void end(Duration patience) {
    find().ifPresent(ProcessHandle::destroy);
    if (!awaitEnd(patience)) {
      find().ifPresent(ProcessHandle::destroyForcibly);
      if (!awaitEnd(Duration.ofSeconds(10))) {
        throw new InstallationException("Process " + pid + " does not end.");
      }
    }
  }

  /** Whether it ended within the given time. */
  public boolean awaitEnd(Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Pause.brief();
    }
    return true;
  }

  /** Ended, but its parent (a container's first process, say) has not taken notice. */
  private boolean isZombie() {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    try {
      if (!Files.exists(stat)) {
        return false;
      }
      String line = Files.readString(stat);
      return line.substring(line.lastIndexOf(')') + 1).strip().startsWith("Z");
    } catch (IOException e) {
      return false; // gone between the two looks
    }
  }
}
