package org.postroom.kit.view;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.EventType;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

/**
 * An event of a followed context as it came from the topic.
 *
 * @param data null for an event that nobody here handles
 */
record IncomingEvent(EventEnvelope envelope, EventType<?> type, Record data) {

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when it is no event of the context that this version knows: it
   *     must never be skipped, for what it says would be lost
   */
  static IncomingEvent read(
      ConsumerRecord<String, byte[]> record, EventCatalogue catalogue, ViewHandlers handlers) {
    try {
      EventEnvelope envelope = EventEnvelope.read(name -> header(record, name), record.value());
      if (!envelope.organizationId().equals(record.key()) || envelope.data() == null) {
        throw new IllegalArgumentException("an event needs data and its organization's key");
      }
      EventType<?> type =
          catalogue
              .byWireName(envelope.type())
              .orElseThrow(
                  () -> new IllegalArgumentException("unknown event type " + envelope.type()));
      Record data = handlers.isHandled(type) ? Json.read(envelope.data(), type.dataType()) : null;
      return new IncomingEvent(envelope, type, data);
    } catch (RuntimeException e) {
      throw e instanceof IllegalArgumentException known
          ? known
          : new IllegalArgumentException(e.toString(), e);
    }
  }

  String organizationId() {
    return envelope.organizationId();
  }

  private static byte[] header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
