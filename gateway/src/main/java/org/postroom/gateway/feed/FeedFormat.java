package org.postroom.gateway.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

/** Writes events as CloudEvents 1.0 in their JSON format, and what stands around them. */
final class FeedFormat {
  private FeedFormat() {}

  /** A poll's answer. */
  static Buffer page(Page page, String next) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("Events");
      for (Page.Item item : page.items()) {
        event(item.event(), out);
      }
      out.writeEndArray();
      if (!page.gaps().isEmpty()) {
        out.writePOJOField("Gaps", page.gaps());
      }
      out.writeStringField("Next", next);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
  }

  /** One event on a line of its own. */
  static String line(EventEnvelope event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.mapper().createGenerator(bytes)) {
      event(event, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }

  private static void event(EventEnvelope event, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("specversion", "1.0");
    out.writeStringField("id", event.id());
    out.writeStringField("source", event.source());
    out.writeStringField("type", event.type());
    out.writeStringField("time", event.time().toString());
    out.writeStringField("datacontenttype", "application/json");
    out.writeStringField("organizationid", event.organizationId());
    out.writeStringField("account", event.account());
    // Texts, as on the topic: CloudEvents' integers have 32 bits.
    out.writeStringField("epoch", Long.toString(event.epoch()));
    out.writeStringField("sequence", Long.toString(event.sequence()));
    out.writeStringField("causationid", event.causationId());
    if (event.retold()) {
      out.writeStringField("retold", "true");
    }
    out.writeFieldName("data");
    // As it is on the topic. A line break can stand between its members only.
    out.writeRawValue(new String(event.data(), UTF_8).replace('\n', ' ').replace('\r', ' '));
    out.writeEndObject();
  }

  /** A value on a line of its own. */
  static String json(Object value) {
    return new String(Json.write(value), UTF_8);
  }

  /** A block of an event stream. */
  static String block(String id, String name, String data) {
    StringBuilder block = new StringBuilder(data.length() + 512);
    if (name != null) {
      block.append("event: ").append(name).append('\n');
    }
    if (id != null) {
      block.append("id: ").append(id).append('\n');
    }
    return block.append("data: ").append(data).append("\n\n").toString();
  }

  /** A block without an event, which moves the place from which a client resumes. */
  static String heartbeat(String id) {
    return ": still here\nid: " + id + "\n\n";
  }
}
