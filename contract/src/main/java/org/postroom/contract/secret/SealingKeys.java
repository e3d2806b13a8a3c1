package org.postroom.contract.secret;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.postroom.contract.json.Json;

/**
 * The installation's AES-256 keys by id. The current one seals; the others stay readable until
 * everything sealed with them has passed its retention.
 */
public final class SealingKeys {
  /**
   * For how long after a change of the keys a request may be the repetition of one whose id was
   * made with another of them. SDKs give up much earlier.
   */
  public static final Duration TRANSITION = Duration.ofHours(1);

  private static final int KEY_BYTES = 32;

  private final String current;
  private final Map<String, SecretKey> keys = new TreeMap<>();
  private final Instant changedAt;
  private final Map<String, Instant> replacedAt;

  public SealingKeys(String current, Map<String, byte[]> keys) {
    this(current, keys, null, Map.of());
  }

  private SealingKeys(
      String current,
      Map<String, byte[]> keys,
      Instant changedAt,
      Map<String, Instant> replacedAt) {
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
    this.changedAt = changedAt;
    this.replacedAt = Map.copyOf(replacedAt);
  }

  /**
   * Reads {@code {"current":"k1","keys":{"k1":"<base64 of 32 bytes>"}}}. What rotations note beside
   * these may be left out: {@code "changedAt"}, when keys were last added or the current one
   * changed, and {@code "replacedAt"}, when a key ceased to be the current one (ISO 8601).
   *
   * @throws IllegalArgumentException when the file does not hold keys; its text is not repeated
   */
  public static SealingKeys load(Path file) {
    try {
      return read(Files.readAllBytes(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * As {@link #load}, of what is in the file.
   *
   * @param name for the message when it holds no keys
   */
  public static SealingKeys read(byte[] json, String name) {
    try {
      KeyFile content = Json.mapper().readValue(json, KeyFile.class);
      if (content == null || content.current() == null || content.keys() == null) {
        throw new IllegalArgumentException(name + " holds no sealing keys");
      }
      Map<String, byte[]> keys = new TreeMap<>();
      content.keys().forEach((id, text) -> keys.put(id, Base64.getDecoder().decode(text)));
      Map<String, Instant> replaced = new TreeMap<>();
      if (content.replacedAt() != null) {
        content.replacedAt().forEach((id, text) -> replaced.put(id, Instant.parse(text)));
      }
      Instant changed = content.changedAt() == null ? null : Instant.parse(content.changedAt());
      return new SealingKeys(content.current(), keys, changed, replaced);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(name + " is no JSON file of sealing keys");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(name + " has a time that is none of ISO 8601");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What {@link #read} reads: with the keys in clear, for a file that nobody else may read. */
  public byte[] encode() {
    Map<String, String> texts = new TreeMap<>();
    keys.forEach((id, key) -> texts.put(id, Base64.getEncoder().encodeToString(key.getEncoded())));
    Map<String, String> replaced = new TreeMap<>();
    replacedAt.forEach((id, at) -> replaced.put(id, at.toString()));
    return Json.write(
        new KeyFile(
            current,
            texts,
            changedAt == null ? null : changedAt.toString(),
            replaced.isEmpty() ? null : replaced));
  }

  /** With one more key, which opens and does not seal yet. */
  public SealingKeys with(String id, byte[] key, Instant now) {
    if (keys.containsKey(id)) {
      throw new IllegalArgumentException("there is a sealing key " + id + " already");
    }
    Map<String, byte[]> more = bytes();
    more.put(id, key.clone());
    return new SealingKeys(current, more, now, replacedAt);
  }

  /** With another of the keys as the one that seals. */
  public SealingKeys sealingWith(String id, Instant now) {
    Map<String, Instant> replaced = new TreeMap<>(replacedAt);
    replaced.put(current, now);
    replaced.remove(id);
    return new SealingKeys(id, bytes(), now, replaced);
  }

  /** Without a key that is not the current one. */
  public SealingKeys without(String id) {
    Map<String, byte[]> fewer = bytes();
    fewer.remove(id);
    Map<String, Instant> replaced = new TreeMap<>(replacedAt);
    replaced.remove(id);
    return new SealingKeys(current, fewer, changedAt, replaced);
  }

  /** The id of the key that seals. */
  public String currentId() {
    return current;
  }

  /** The ids of all keys. */
  public Set<String> ids() {
    return Set.copyOf(keys.keySet());
  }

  /**
   * When a key ceased to be the current one; null for the current one and where nobody noted it.
   */
  public Instant replacedAt(String id) {
    return replacedAt.get(id);
  }

  /**
   * The keys besides the current one with which some process may have made the id of a command that
   * is repeated now; empty once the {@link #TRANSITION} is over.
   */
  List<String> othersInUse(Instant now) {
    return changedAt == null || now.isAfter(changedAt.plus(TRANSITION))
        ? List.of()
        : keys.keySet().stream().filter(id -> !id.equals(current)).toList();
  }

  /** The key with this id; null when it is not known here. */
  SecretKey key(String id) {
    return keys.get(id);
  }

  private Map<String, byte[]> bytes() {
    Map<String, byte[]> bytes = new TreeMap<>();
    keys.forEach((id, key) -> bytes.put(id, key.getEncoded()));
    return bytes;
  }

  @Override
  public String toString() {
    return "[sealing keys " + keys.keySet() + ", current " + current + "]";
  }

  private record KeyFile(
      @JsonProperty("current") String current,
      @JsonProperty("keys") Map<String, String> keys,
      @JsonProperty("changedAt") String changedAt,
      @JsonProperty("replacedAt") Map<String, String> replacedAt) {}
}
