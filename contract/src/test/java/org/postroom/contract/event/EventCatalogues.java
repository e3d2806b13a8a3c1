package org.postroom.contract.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every catalogue there is: the constant {@code CATALOGUE} of every class {@code …Events}. */
public final class EventCatalogues {
  private static final String SUFFIX = "Events.class";

  private EventCatalogues() {}

  /** All of them, in the order of their classes' names. */
  public static List<EventCatalogue> all() {
    try {
      Path place =
          Path.of(EventCatalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      if (Files.isDirectory(place)) {
        return in(place);
      }
      try (FileSystem jar = FileSystems.newFileSystem(place)) {
        return in(jar.getPath("/"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<EventCatalogue> in(Path classes) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(SUFFIX))
          .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
          .sorted()
          .map(EventCatalogues::of)
          .toList();
    }
  }

  private static EventCatalogue of(String className) {
    try {
      return (EventCatalogue) Class.forName(className).getField("CATALOGUE").get(null);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(className + " has no public constant CATALOGUE", e);
    }
  }
}
