package org.postroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The file by which PostgreSQL guards its data directory. After a kill or a power cut it names a
 * process that is gone, or one that got the same number since and has nothing to do with us.
 */
final class PostmasterPid {
  private final Path cluster;
  private final Path file;

  PostmasterPid(Path cluster) {
    this.cluster = cluster;
    this.file = cluster.resolve("postmaster.pid");
  }

  /**
   * Removes the file; a server that really still runs over this directory is ended first. The
   * caller owns the directory, so that server has lost its owner.
   */
  void clear() throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    List<String> lines = Files.readAllLines(file);
    if (!lines.isEmpty() && lines.get(0).strip().matches("\\d{1,18}")) {
      Optional<ProcessHandle> server =
          ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::servesThisDirectory);
      if (server.isPresent()) {
        end(server.get());
      }
    }
    Files.deleteIfExists(file);
  }

  private boolean servesThisDirectory(ProcessHandle process) {
    Optional<String[]> arguments = process.info().arguments();
    if (arguments.isPresent()) {
      return List.of(arguments.get()).contains(cluster.toString());
    }
    return process.info().commandLine().orElse("").contains(cluster.toString());
  }

  private void end(ProcessHandle server) throws IOException {
    server.destroyForcibly();
    try {
      server.onExit().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("process " + server.pid() + " still uses " + cluster, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
