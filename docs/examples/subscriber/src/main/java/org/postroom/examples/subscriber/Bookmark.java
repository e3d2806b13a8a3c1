package org.postroom.examples.subscriber;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a subscriber stopped, in a file that is replaced as a whole. A program that keeps what it
 * makes of the events in a database keeps this there too, in the same transaction.
 */
final class Bookmark {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final Map<String, Place> places;

  private Bookmark(Path file, Map<String, Place> places) {
    this.file = file;
    this.places = places;
  }

  /** What the file says; everything is to be read when there is none. */
  static Bookmark open(Path file) throws IOException {
    return new Bookmark(
        file,
        Files.exists(file)
            ? JSON.readValue(file.toFile(), new TypeReference<TreeMap<String, Place>>() {})
            : new TreeMap<>());
  }

  /** How far a topic was read. */
  Place of(String topic) {
    return places.getOrDefault(topic, Place.BEGINNING);
  }

  /** Takes down how far a topic was read; {@link #save} keeps it. */
  void put(String topic, Place place) {
    places.put(topic, place);
  }

  /** Replaces the file. */
  void save() throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    JSON.writeValue(next.toFile(), places);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
