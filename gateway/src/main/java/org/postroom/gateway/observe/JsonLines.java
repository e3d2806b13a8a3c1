package org.postroom.gateway.observe;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes each log record as one line of JSON. Messages of Postroom say what happened and then, as
 * {@code key=value} pairs, to whom; the pairs become members of their own.
 */
public final class JsonLines extends ExtFormatter {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern PAIR = Pattern.compile("(?:^|\\s)(\\w+)=(?:\"([^\"]*)\"|(\\S+))");

  @Override
  public String format(ExtLogRecord record) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", record.getInstant().toString());
      json.writeStringField("level", record.getLevel().getName());
      json.writeStringField("logger", record.getLoggerName());
      json.writeStringField("thread", record.getThreadName());
      String message = formatMessage(record);
      json.writeStringField("message", message);
      for (Map.Entry<String, String> pair : pairs(message).entrySet()) {
        json.writeStringField(pair.getKey(), pair.getValue());
      }
      if (record.getThrown() != null) {
        json.writeStringField("stackTrace", Utils.stackTrace(record.getThrown()));
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private static Map<String, String> pairs(String message) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (message != null) {
      Matcher matcher = PAIR.matcher(message);
      while (matcher.find()) {
        String name = matcher.group(1);
        if (!name.matches("time|level|logger|thread|message|stackTrace")) {
          pairs.put(name, matcher.group(2) != null ? matcher.group(2) : matcher.group(3));
        }
      }
    }
    return pairs;
  }
}
