package org.postroom.local.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import org.postroom.local.Pause;

/** Prints what is added to a log file from now on. */
final class LogFollower {
  private final Path log;
  private final String prefix;
  private final PrintWriter out;
  private long position;

  /**
   * @param prefix put before each line
   */
  LogFollower(Path log, String prefix, PrintWriter out) {
    this.log = log;
    this.prefix = prefix;
    this.out = out;
    this.position = length();
  }

  /** Prints as long as the condition holds. */
  void follow(BooleanSupplier condition) {
    while (condition.getAsBoolean()) {
      printNew();
      Pause.brief();
    }
    printNew();
  }

  /** Prints the lines that are complete by now. */
  void printNew() {
    long length = length();
    if (length < position) {
      position = 0; // it was rotated
    }
    if (length == position) {
      return;
    }
    try (RandomAccessFile in = new RandomAccessFile(log.toFile(), "r")) {
      in.seek(position);
      byte[] added = new byte[(int) Math.min(length - position, 1 << 20)];
      in.readFully(added);
      int complete = added.length;
      while (complete > 0 && added[complete - 1] != '\n') {
        complete--;
      }
      new String(added, 0, complete, StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> out.println(prefix + line));
      out.flush();
      position += complete;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private long length() {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
