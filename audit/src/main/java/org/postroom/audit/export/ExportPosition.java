package org.postroom.audit.export;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.json.Json;

/**
 * How far an export has come.
 *
 * @param topicId Kafka's id of the topic that the offsets belong to
 * @param offsets the next record of each partition
 * @param numbers the last entry of each writer: what the topic holds again is not exported again
 */
public record ExportPosition(
    @JsonProperty("topicId") String topicId,
    @JsonProperty("offsets") Map<Integer, Long> offsets,
    @JsonProperty("numbers") Map<String, Long> numbers) {

  public ExportPosition {
    offsets = new TreeMap<>(offsets == null ? Map.of() : offsets);
    numbers = new TreeMap<>(numbers == null ? Map.of() : numbers);
  }

  /** That in a file; the beginning when there is none. Offsets of another topic do not count. */
  static ExportPosition load(Path file, String topicId) {
    if (!Files.exists(file)) {
      return new ExportPosition(topicId, Map.of(), Map.of());
    }
    try {
      ExportPosition stored = Json.read(Files.readAllBytes(file), ExportPosition.class);
      return topicId.equals(stored.topicId())
          ? stored
          : new ExportPosition(topicId, Map.of(), stored.numbers());
    } catch (IOException e) {
      throw new UncheckedIOException("The position in " + file + " cannot be read.", e);
    }
  }

  void store(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".part");
      Files.write(next, Json.write(this));
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException("The position cannot be written to " + file + ".", e);
    }
  }
}
