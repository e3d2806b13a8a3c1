package org.postroom.embedded;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A server started by this JVM, with its output in a log file that is kept over restarts. */
public final class ChildProcess {
  private static final long LOG_BYTES_BEFORE_ROTATION = 20L * 1024 * 1024;
  private static final int TAIL_BYTES = 64 * 1024;

  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a command with its output appended to a log file.
   *
   * @param environment added to this JVM's own
   */
  public static ChildProcess start(
      List<String> command, Map<String, String> environment, Path log) {
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      rotate(log);
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return new ChildProcess(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command that starts a JVM like this one, up to and without the main class. */
  static String javaExecutable() {
    return System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
  }

  public long pid() {
    return process.pid();
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends a signal by its name without SIG, for instance {@code INT}. */
  public void signal(String name) {
    signal(name, Stream.of(handle()));
  }

  /** Sends a signal to several processes at once. */
  public static void signal(String name, Stream<ProcessHandle> processes) {
    String pids =
        processes.map(process -> Long.toString(process.pid())).collect(Collectors.joining(" "));
    try {
      // The shell's own kill is the one that every system has.
      new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + pids)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it as a power cut would ({@code kill -9}) and waits until it is gone. */
  public void kill() {
    process.destroyForcibly();
    awaitExit(Duration.ofSeconds(30));
  }

  /** Asks it to end with a signal; after the given patience it is killed. */
  public void stop(String signal, Duration patience) {
    if (!process.isAlive()) {
      return;
    }
    signal(signal);
    if (!awaitExit(patience)) {
      kill();
    }
  }

  /** Whether it ended within the given time. An interrupt counts as "no" and is kept. */
  public boolean awaitExit(Duration patience) {
    try {
      return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How it ended; only after it has. */
  public int exitCode() {
    return process.exitValue();
  }

  /** The end of the log, for messages about a failed start. */
  public String lastLogLines(int lines) {
    return lastLines(log, lines);
  }

  /** The last lines of a text file; empty when there is none. */
  public static String lastLines(Path file, int lines) {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      int length = (int) Math.min(TAIL_BYTES, in.length());
      byte[] tail = new byte[length];
      in.seek(in.length() - length);
      in.readFully(tail);
      List<String> all = new String(tail, StandardCharsets.UTF_8).lines().toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_BEFORE_ROTATION) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
