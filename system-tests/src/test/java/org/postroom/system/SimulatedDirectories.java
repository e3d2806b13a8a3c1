package org.postroom.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * External directories of the {@code simulated} adapter, configured as an operator does before the
 * installation starts. One serves one test.
 */
final class SimulatedDirectories {
  /** Ids and aliases end in these numbers. */
  private static final int COUNT = 2;

  private static final String CREDENTIAL = "a-simulated-directory's-credential";

  private final Path files;

  private SimulatedDirectories(Path files) {
    this.files = files;
  }

  static SimulatedDirectories under(Path data) throws IOException {
    SimulatedDirectories directories =
        new SimulatedDirectories(Files.createDirectories(data.resolve("simulated-directories")));
    Path credentials = Files.writeString(directories.files.resolve("credential"), CREDENTIAL);
    StringBuilder entries = new StringBuilder();
    for (int number = 0; number < COUNT; number++) {
      directories.becomesWritable(number);
      entries
          .append(number == 0 ? "" : ",")
          .append(
              """
              {"id":"%s","alias":"%s","type":"ADConnector","adapter":"simulated",
               "location":"%s","credentialsFile":"%s"}
              """
                  .formatted(id(number), alias(number), directories.location(number), credentials));
    }
    Files.writeString(
        data.resolve("external-directories.json"), "{\"directories\":[" + entries + "]}");
    return directories;
  }

  static String id(int number) {
    return "d-00000000e" + number;
  }

  static String alias(int number) {
    return "external-" + number;
  }

  void becomesWritable(int number) {
    write(number, "{\"credential\":\"" + CREDENTIAL + "\",\"readOnly\":false}");
  }

  void becomesReadOnly(int number) {
    write(number, "{\"credential\":\"" + CREDENTIAL + "\",\"readOnly\":true}");
  }

  void changesItsCredential(int number) {
    write(number, "{\"credential\":\"another\",\"readOnly\":false}");
  }

  void goesAway(int number) {
    try {
      Files.delete(location(number));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path location(int number) {
    return files.resolve(number + ".json");
  }

  /** Moved into place, so that it is never read half written. */
  private void write(int number, String content) {
    try {
      Path written = Files.writeString(files.resolve(number + ".new"), content);
      Files.move(written, location(number), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
