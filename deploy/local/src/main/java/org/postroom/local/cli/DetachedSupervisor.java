package org.postroom.local.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationException;
import org.postroom.local.ProjectDirectory;
import org.postroom.local.RecordedProcess;

/**
 * Starts the supervisor as a process of its own, in a process group of its own: it outlives the
 * terminal, and Ctrl-C reaches only the command that is attached to it, which then stops the parts
 * in their order.
 */
final class DetachedSupervisor {
  static final String LOG = "supervisor";

  /** {@code set -m} is what gives a background job its own process group. */
  private static final String DETACH =
      "set -m; log=$1; shift; nohup \"$@\" >>\"$log\" 2>&1 </dev/null & echo $!";

  private static final long LOG_BYTES_BEFORE_ROTATION = 20L * 1024 * 1024;

  private DetachedSupervisor() {}

  static RecordedProcess launch(DataDirectory data, List<String> options) {
    Path log = data.log(LOG);
    List<String> command =
        new ArrayList<>(List.of("bash", "-c", DETACH, "postroom", log.toString()));
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-Xms16m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dpostroom.home=" + ProjectDirectory.find().root(),
            "-cp",
            System.getProperty("java.class.path"),
            PostroomCommand.class.getName(),
            "supervise",
            "--data=" + data.root()));
    command.addAll(options);
    try {
      rotate(log);
      Process shell =
          new ProcessBuilder(command)
              .directory(data.root().toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String pid =
          new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (shell.waitFor() != 0 || !pid.matches("\\d+")) {
        throw new InstallationException("The supervisor could not be started with bash.");
      }
      return ProcessHandle.of(Long.parseLong(pid))
          .map(RecordedProcess::of)
          .orElse(new RecordedProcess(Long.parseLong(pid), 0));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InstallationException("Interrupted.", e);
    }
  }

  private static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > LOG_BYTES_BEFORE_ROTATION) {
      Path old = log.resolveSibling(log.getFileName() + ".1");
      Files.move(log, old, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
