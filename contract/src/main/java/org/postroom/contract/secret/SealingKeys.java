package org.postroom.contract.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.postroom.contract.json.Json;

/**
 * The installation's AES-256 keys by id. The current one seals; the others stay readable until
 * everything sealed with them has passed its retention.
 */
public final class SealingKeys {
  private static final int KEY_BYTES = 32;

  private final String current;
  private final Map<String, SecretKey> keys = new TreeMap<>();

  public SealingKeys(String current, Map<String, byte[]> keys) {
    this.current = current;
    keys.forEach(
        (id, bytes) -> {
          if (bytes.length != KEY_BYTES || !id.matches("[A-Za-z0-9-]{1,32}")) {
            throw new IllegalArgumentException("sealing key " + id + " is no 256-bit key");
          }
          this.keys.put(id, new SecretKeySpec(bytes, "AES"));
        });
    if (!this.keys.containsKey(current)) {
      throw new IllegalArgumentException("the current sealing key " + current + " is not there");
    }
  }

  /**
   * Reads {@code {"current":"k1","keys":{"k1":"<base64 of 32 bytes>"}}}.
   *
   * @throws IllegalArgumentException when the file does not hold keys; its text is not repeated
   */
  public static SealingKeys load(Path file) {
    try {
      KeyFile content = Json.mapper().readValue(Files.readAllBytes(file), KeyFile.class);
      if (content == null || content.current() == null || content.keys() == null) {
        throw new IllegalArgumentException(file + " holds no sealing keys");
      }
      Map<String, byte[]> keys = new TreeMap<>();
      content.keys().forEach((id, text) -> keys.put(id, Base64.getDecoder().decode(text)));
      return new SealingKeys(content.current(), keys);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + " is no JSON file of sealing keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String currentId() {
    return current;
  }

  /** The key with this id; null when it is not known here. */
  SecretKey key(String id) {
    return keys.get(id);
  }

  private record KeyFile(
      @JsonProperty("current") String current, @JsonProperty("keys") Map<String, String> keys) {}
}
