package org.postroom.contract.event;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Every catalogue there is: the constant {@code CATALOGUE} of every class {@code …Events}. */
final class EventCatalogues {
  private static final String SUFFIX = "Events.class";

  private EventCatalogues() {}

  static List<EventCatalogue> all() {
    try {
      Path classes =
          Path.of(EventCatalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(classes)) {
        return files
            .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
            .map(file -> classes.relativize(file).toString())
            .map(file -> file.substring(0, file.length() - ".class".length()).replace('/', '.'))
            .sorted()
            .map(EventCatalogues::of)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
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
