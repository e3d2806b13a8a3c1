package org.postroom.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One link of a writer's chain, as it travels on the audit topic: CloudEvents 1.0 in Kafka's binary
 * binding. A topic may hold an entry twice, with the same bytes.
 *
 * <p>The hash is SHA-256 over the lines {@code writer}, {@code number}, {@code type}, {@code time},
 * {@code previous}, each ended by a line feed, and the data.
 *
 * @param writer who wrote it, {@code <name>/<…>}; source is {@code /postroom/audit/<writer>}
 * @param number 1, 2, 3, … without gaps
 * @param type what it is
 * @param time when it was written
 * @param previous the hash of the entry before it, in hex; {@link Chain#GENESIS} for the first
 * @param hash its own, in hex
 * @param data JSON
 */
public record ChainEntry(
    String writer,
    long number,
    EntryType type,
    Instant time,
    String previous,
    String hash,
    byte[] data) {
  private static final String SOURCE = "/postroom/audit/";
  private static final HexFormat HEX = HexFormat.of();

  /** The record headers of the binary binding; extensions {@code previous} and {@code hash}. */
  public Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, "ce_specversion", "1.0");
    put(headers, "ce_id", Long.toString(number));
    put(headers, "ce_source", SOURCE + writer);
    put(headers, "ce_type", type.wireName());
    put(headers, "ce_time", time.toString());
    put(headers, "ce_previous", previous);
    put(headers, "ce_hash", hash);
    put(headers, "content-type", "application/json");
    return headers;
  }

  /**
   * Reads a record of the topic back, whether its hash is right or not.
   *
   * @throws IllegalArgumentException when it is no entry
   */
  public static ChainEntry read(Function<String, byte[]> header, byte[] data) {
    String source = require(header, "ce_source");
    if (!source.startsWith(SOURCE) || data == null) {
      throw new IllegalArgumentException("no entry of a chain");
    }
    EntryType type =
        EntryType.ofWireName(require(header, "ce_type"))
            .orElseThrow(() -> new IllegalArgumentException("no known type of entry"));
    try {
      return new ChainEntry(
          source.substring(SOURCE.length()),
          Long.parseLong(require(header, "ce_id")),
          type,
          Instant.parse(require(header, "ce_time")),
          require(header, "ce_previous"),
          require(header, "ce_hash"),
          data);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("an entry needs a readable time", e);
    }
  }

  /** Whether the hash is that of what the entry holds. */
  public boolean isIntact(MessageDigest sha256) {
    return hash.equals(hash(sha256, writer, number, type, time, previous, data));
  }

  static String hash(
      MessageDigest sha256,
      String writer,
      long number,
      EntryType type,
      Instant time,
      String previous,
      byte[] data) {
    sha256.reset();
    String head =
        writer + '\n' + number + '\n' + type.wireName() + '\n' + time + '\n' + previous + '\n';
    sha256.update(head.getBytes(UTF_8));
    return HEX.formatHex(sha256.digest(data));
  }

  private static String require(Function<String, byte[]> header, String name) {
    byte[] value = header.apply(name);
    if (value == null) {
      throw new IllegalArgumentException("an entry needs the header " + name);
    }
    return new String(value, UTF_8);
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(name.equals("ce_source") ? UTF_8 : US_ASCII));
  }
}
