package org.postroom.local;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checked-out project, whose modules hold the services' applications. */
public record ProjectDirectory(Path root) {
  private static final String PROPERTY = "postroom.home";

  /**
   * The project this class belongs to: as the system property {@code postroom.home} says, else the
   * nearest directory above the working directory that looks like it.
   */
  public static ProjectDirectory find() {
    String home = System.getProperty(PROPERTY);
    if (home != null) {
      return new ProjectDirectory(Path.of(home).toAbsolutePath().normalize());
    }
    Path directory = Path.of("").toAbsolutePath();
    while (directory != null && !Files.isDirectory(directory.resolve("deploy/local/src"))) {
      directory = directory.getParent();
    }
    if (directory == null) {
      throw new InstallationException(
          "Set the system property " + PROPERTY + " to the directory of the project.");
    }
    return new ProjectDirectory(directory);
  }

  /** The application that the build of a module leaves behind. */
  Path application(String module) {
    return root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The server that the build of a module below {@code deploy/} leaves behind. */
  Path server(String module) {
    return root.resolve("deploy").resolve(module).resolve("target/" + module + ".jar");
  }
}
