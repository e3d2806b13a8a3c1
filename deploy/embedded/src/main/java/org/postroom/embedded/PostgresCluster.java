package org.postroom.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The files of a PostgreSQL server: {@code cluster/} and the superuser's password. Whatever moment
 * a power cut chooses, the next start finds a whole cluster with its password, or none.
 */
final class PostgresCluster {
  static final String SUPERUSER = "postgres";

  private static final Duration INITDB_PATIENCE = Duration.ofSeconds(120);
  private static final int LOG_LINES = 20;

  private final Path directory;
  private final PostgresBinaries binaries;

  PostgresCluster(Path directory, PostgresBinaries binaries) {
    this.directory = directory;
    this.binaries = binaries;
  }

  /** PostgreSQL's data directory. */
  Path path() {
    return directory.resolve("cluster");
  }

  boolean exists() {
    return Files.isDirectory(path());
  }

  /** The superuser's password, made when there is none yet. */
  String superuserPassword() throws IOException {
    Path file = passwordFile();
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Path partial = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(partial);
    Files.createFile(
        partial,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(partial, password + "\n", StandardOpenOption.SYNC);
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    Directories.sync(directory);
    return password;
  }

  /** Makes the cluster. */
  void initialize(Unprivileged user, Path log) throws IOException {
    Path partial = directory.resolve("cluster.new");
    Directories.delete(partial);
    List<String> command =
        List.of(
            binaries.program("initdb").toString(),
            "--pgdata=" + partial,
            "--username=" + SUPERUSER,
            "--pwfile=" + passwordFile(),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C");
    ChildProcess initdb = ChildProcess.start(user.command(command), Map.of("TZ", "UTC"), log);
    if (!initdb.awaitExit(INITDB_PATIENCE)) {
      initdb.kill();
    }
    if (initdb.exitCode() != 0) {
      throw new IllegalStateException(
          "PostgreSQL could not make its data directory %s:%n%s"
              .formatted(path(), initdb.lastLogLines(LOG_LINES)));
    }
    Files.move(partial, path(), StandardCopyOption.ATOMIC_MOVE);
    // Without this a power cut could give the cluster its provisional name back, after commits.
    Directories.sync(directory);
  }

  private Path passwordFile() {
    return directory.resolve("superuser-password");
  }
}
