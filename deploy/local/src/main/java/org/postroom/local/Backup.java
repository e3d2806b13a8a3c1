package org.postroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.LocalInstallation.DatabaseAccess;

/**
 * A directory with one dump for each service's database and the installation's secrets, without
 * which what is sealed in the databases could not be read. Events are not in it: the broker keeps
 * them.
 */
public final class Backup {
  private static final Set<String> OF_THIS_RUN = Set.of("installation.lock", "state.json");

  private final Path directory;

  private Backup(Path directory) {
    this.directory = directory;
  }

  /** The one in this directory, whether it is there yet or not. */
  public static Backup in(Path directory) {
    return new Backup(directory.toAbsolutePath().normalize());
  }

  /**
   * Makes it, while the installation runs. Each database is dumped as it is at one moment; the
   * moments differ.
   *
   * @param postgresPort where the installation's PostgreSQL listens
   */
  public void make(DataDirectory data, int postgresPort) {
    try {
      Files.createDirectories(directory);
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
      for (BoundedContext context : BoundedContext.values()) {
        DatabaseDump.write(DatabaseAccess.of(data, postgresPort, context), dump(context));
      }
      // Last: a key that was made meanwhile may have sealed what is in the dumps.
      for (Path file : secrets(data)) {
        Files.copy(
            file,
            directory.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new InstallationException("Cannot back up to " + directory + ".", e);
    }
  }

  /**
   * Puts the dumps of some services in the place of their databases; PostgreSQL runs, the services
   * do not. Their epochs are raised, so that they tell every organization anew when they start.
   *
   * @return what was done, for people
   */
  public Restored restore(
      DataDirectory data, int postgresPort, Collection<BoundedContext> services) {
    Map<BoundedContext, DatabaseAccess> databases = new EnumMap<>(BoundedContext.class);
    for (BoundedContext context : BoundedContext.values()) {
      databases.put(context, DatabaseAccess.of(data, postgresPort, context));
    }
    Map<BoundedContext, Long> epochs = new EnumMap<>(BoundedContext.class);
    for (BoundedContext context : services) {
      epochs.put(context, DatabaseDump.restore(databases.get(context), dump(context)));
    }
    List<String> emptied =
        services.contains(BoundedContext.DIRECTORY)
            ? new LostOrganizations(databases).bringBack()
            : List.of();
    return new Restored(epochs, emptied);
  }

  private Path dump(BoundedContext context) {
    return directory.resolve(context.wireName() + ".dump.zip");
  }

  private static List<Path> secrets(DataDirectory data) throws IOException {
    try (Stream<Path> files = Files.list(data.root())) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !OF_THIS_RUN.contains(file.getFileName().toString()))
          .toList();
    }
  }

  /**
   * What was restored.
   *
   * @param epochs the new ones
   * @param emptied organizations that were created after the backup: they are there, and the
   *     directory has nothing in them
   */
  public record Restored(Map<BoundedContext, Long> epochs, List<String> emptied) {}
}
