package org.postroom.system.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Ports that come and go with the containers behind them, as a command prints them, a line each.
 * The command is asked again and again, so that nobody waits for it; when it fails, the ports are
 * those of the time before.
 */
final class PublishedPorts implements Supplier<List<Integer>>, AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final String command;
  private final ScheduledExecutorService asking =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "published-ports");
            thread.setDaemon(true);
            return thread;
          });
  private volatile List<Integer> ports;

  /** Asks for the first time; it fails when there are none. */
  PublishedPorts(String command) throws IOException {
    this.command = command;
    this.ports = ask();
    if (ports.isEmpty()) {
      throw new IOException(command + " has printed no port");
    }
    asking.scheduleWithFixedDelay(
        this::askAgain, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public List<Integer> get() {
    return ports;
  }

  @Override
  public void close() {
    asking.shutdownNow();
  }

  private void askAgain() {
    try {
      List<Integer> now = ask();
      if (!now.isEmpty()) {
        ports = now;
      }
    } catch (IOException e) {
      System.err.println(command + ": " + e);
    }
  }

  private List<Integer> ask() throws IOException {
    Process process =
        new ProcessBuilder("/bin/sh", "-c", command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var lines = process.inputReader()) {
      return lines.lines().map(Integer::valueOf).toList();
    }
  }
}
