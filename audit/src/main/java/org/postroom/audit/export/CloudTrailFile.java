package org.postroom.audit.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.contract.json.Json;

/** The records of one account and day that a part of the topic holds, as CloudTrail names it. */
final class CloudTrailFile {
  /** Where records go that are about nobody's account, such as calls without a signature. */
  static final String NO_ACCOUNT = "000000000000";

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmm'Z'").withZone(ZoneOffset.UTC);
  private static final int UNIQUE = 16;

  private final String account;
  private final String region;
  private final Instant first;
  private final List<byte[]> records = new ArrayList<>();

  private CloudTrailFile(String account, String region, Instant first) {
    this.account = account;
    this.region = region;
    this.first = first;
  }

  /** What tells the files of a part of the topic apart: account, region and day. */
  static String group(ChainEntry entry) {
    JsonNode record = read(entry);
    return account(record) + '/' + region(record) + '/' + DAY.format(entry.time());
  }

  /** The file that an entry's record begins. */
  static CloudTrailFile beginningWith(ChainEntry entry) {
    JsonNode record = read(entry);
    return new CloudTrailFile(account(record), region(record), entry.time());
  }

  void add(ChainEntry entry) {
    records.add(entry.data());
  }

  /**
   * Its key, always the same for the same part of the topic.
   *
   * @param place names the beginning of that part
   */
  String key(String place) {
    String unique =
        HexFormat.of()
            .formatHex(Chain.sha256().digest((place + account + region).getBytes(UTF_8)))
            .substring(0, UNIQUE);
    return "AWSLogs/%s/CloudTrail/%s/%s/%s_CloudTrail_%s_%s_%s.json.gz"
        .formatted(
            account, region, DAY.format(first), account, region, MINUTE.format(first), unique);
  }

  byte[] content() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write("{\"Records\":[".getBytes(UTF_8));
      for (int i = 0; i < records.size(); i++) {
        if (i > 0) {
          out.write(',');
        }
        out.write(records.get(i));
      }
      out.write("]}".getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static String account(JsonNode record) {
    return record.path("recipientAccountId").asText(NO_ACCOUNT);
  }

  private static String region(JsonNode record) {
    return record.path("awsRegion").asText("unknown");
  }

  private static JsonNode read(ChainEntry entry) {
    try {
      return Json.mapper().readTree(entry.data());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
