package org.postroom.audit.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Where files go. */
@FunctionalInterface
public interface ExportDestination {
  /**
   * Stores a file whole, in place of one of the same key, and returns when it is stored.
   *
   * @param key a path with slashes
   */
  void put(String key, byte[] content);

  /** A directory, made when missing. */
  static ExportDestination directory(Path root) {
    return (key, content) -> {
      try {
        Path file = root.resolve(key);
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        Files.write(unfinished, content);
        Files.move(
            unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot write to " + root + ".", e);
      }
    };
  }
}
