package org.postroom.contract.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of every process's log as whoever collects them reads it: one JSON object. What a message
 * says as {@code key=value} or {@code key="some value"} (operation, organizationId, …) becomes
 * members of their own.
 *
 * @param message may be null
 * @param thrown may be null
 */
public record LogLine(
    Instant time, String level, String logger, String thread, String message, Throwable thrown) {
  private static final Pattern PAIR =
      Pattern.compile("(?:^|\\s)([A-Za-z]\\w*)=(?:\"([^\"]*)\"|(\\S+))");
  private static final Set<String> OWN =
      Set.of("time", "level", "logger", "thread", "message", "stackTrace");

  /** The object and a line end. */
  public String json() {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = Json.mapper().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("time", time.toString());
      json.writeStringField("level", level);
      json.writeStringField("logger", logger);
      json.writeStringField("thread", thread);
      json.writeStringField("message", message);
      writePairs(json);
      if (thrown != null) {
        StringWriter trace = new StringWriter();
        thrown.printStackTrace(new PrintWriter(trace, true));
        json.writeStringField("stackTrace", trace.toString());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.append('\n').toString();
  }

  private void writePairs(JsonGenerator json) throws IOException {
    Set<String> written = new TreeSet<>(OWN);
    Matcher matcher = PAIR.matcher(message == null ? "" : message);
    while (matcher.find()) {
      if (written.add(matcher.group(1))) {
        json.writeStringField(
            matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
      }
    }
  }
}
