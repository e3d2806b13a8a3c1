package org.postroom.kit.health;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;
import org.postroom.contract.json.Json;

/**
 * A log record as one line of JSON. What a message says as {@code key=value} pairs (operation,
 * organizationId, …) becomes members of their own.
 */
final class JsonLines extends ExtFormatter {
  private static final Pattern PAIR = Pattern.compile("(?:^|\\s)([A-Za-z]\\w*)=(\\S+)");
  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "message", "stackTrace");

  @Override
  public String format(ExtLogRecord record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = Json.mapper().createGenerator(line)) {
      String message = formatMessage(record);
      json.writeStartObject();
      json.writeStringField("time", record.getInstant().toString());
      json.writeStringField("level", record.getLevel().getName());
      json.writeStringField("logger", record.getLoggerName());
      json.writeStringField("thread", record.getThreadName());
      json.writeStringField("message", message);
      writePairs(json, message == null ? "" : message);
      if (record.getThrown() != null) {
        json.writeStringField("stackTrace", Utils.stackTrace(record.getThrown()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private static void writePairs(JsonGenerator json, String message) throws IOException {
    Set<String> written = new TreeSet<>(OWN);
    Matcher matcher = PAIR.matcher(message);
    while (matcher.find()) {
      if (written.add(matcher.group(1))) {
        json.writeStringField(matcher.group(1), matcher.group(2));
      }
    }
  }
}
