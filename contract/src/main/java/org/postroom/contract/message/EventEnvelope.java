package org.postroom.contract.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * An event as it travels on a context's event topic: CloudEvents 1.0 in Kafka's binary binding, the
 * record's key being the organization id. Within an organization and context (epoch, sequence)
 * grows by one per event and has no gaps; a topic may hold an event twice, with the same bytes.
 *
 * @param id unique per source
 * @param source {@code /postroom/<context>}
 * @param type the type string of the event catalogue
 * @param time when it was decided
 * @param organizationId extension {@code organizationid}
 * @param account extension {@code account}: the account that owns the organization
 * @param epoch extension {@code epoch}: raised when the service's database is restored
 * @param sequence extension {@code sequence}: counts from 1 within the epoch
 * @param causationId extension {@code causationid}: the command that caused it
 * @param retold extension {@code retold}, absent for false: part of a retelling, a snapshot within
 *     an epoch. It repeats what the events before have told; whoever applied those has nothing to
 *     do with it but to count it
 * @param data the event's record as JSON
 */
public record EventEnvelope(
    String id,
    String source,
    String type,
    Instant time,
    String organizationId,
    String account,
    long epoch,
    long sequence,
    String causationId,
    boolean retold,
    byte[] data) {

  private static final String SPEC_VERSION = "1.0";
  private static final String CONTENT_TYPE = "application/json";
  private static final String RETOLD = "ce_retold";

  /** An event that tells something new. */
  public EventEnvelope(
      String id,
      String source,
      String type,
      Instant time,
      String organizationId,
      String account,
      long epoch,
      long sequence,
      String causationId,
      byte[] data) {
    this(
        id, source, type, time, organizationId, account, epoch, sequence, causationId, false, data);
  }

  /** The record headers of the binary binding. */
  public Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    put(headers, "ce_specversion", SPEC_VERSION);
    put(headers, "ce_id", id);
    put(headers, "ce_source", source);
    put(headers, "ce_type", type);
    put(headers, "ce_time", time.toString());
    put(headers, "ce_organizationid", organizationId);
    put(headers, "ce_account", account);
    put(headers, "ce_epoch", Long.toString(epoch));
    put(headers, "ce_sequence", Long.toString(sequence));
    put(headers, "ce_causationid", causationId);
    if (retold) {
      put(headers, RETOLD, Boolean.TRUE.toString());
    }
    put(headers, "content-type", CONTENT_TYPE);
    return headers;
  }

  /**
   * Reads a record back.
   *
   * @throws IllegalArgumentException when it is not an event of Postroom
   */
  public static EventEnvelope read(Function<String, byte[]> header, byte[] data) {
    Instant time;
    try {
      time = Instant.parse(require(header, "ce_time"));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("an event needs a readable time", e);
    }
    if (data == null) {
      throw new IllegalArgumentException("an event needs data");
    }
    return new EventEnvelope(
        require(header, "ce_id"),
        require(header, "ce_source"),
        require(header, "ce_type"),
        time,
        require(header, "ce_organizationid"),
        require(header, "ce_account"),
        Long.parseLong(require(header, "ce_epoch")),
        Long.parseLong(require(header, "ce_sequence")),
        require(header, "ce_causationid"),
        isTrue(header.apply(RETOLD)),
        data);
  }

  private static boolean isTrue(byte[] value) {
    return value != null && Boolean.parseBoolean(new String(value, UTF_8));
  }

  private static String require(Function<String, byte[]> header, String name) {
    byte[] value = header.apply(name);
    if (value == null) {
      throw new IllegalArgumentException("an event needs the header " + name);
    }
    return new String(value, UTF_8);
  }

  private static void put(Map<String, byte[]> headers, String name, String value) {
    headers.put(name, value.getBytes(UTF_8));
  }
}
