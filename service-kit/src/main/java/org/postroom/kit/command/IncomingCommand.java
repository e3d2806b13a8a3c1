package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.kit.inbox.CommandKey;

/** A record of the command topic; used by one thread at a time. */
final class IncomingCommand {
  private final ConsumerRecord<String, byte[]> record;
  private final CommandEnvelope command;
  private Object request;
  private String traceParent;

  /**
   * @param command null when the record is no command
   */
  IncomingCommand(ConsumerRecord<String, byte[]> record, CommandEnvelope command) {
    this.record = record;
    this.command = command;
  }

  ConsumerRecord<String, byte[]> record() {
    return record;
  }

  /** Null when the record is no command. */
  CommandEnvelope command() {
    return command;
  }

  /** What follows from it belongs to this span from now on. */
  void follow(String span) {
    traceParent = span;
  }

  /** The trace that what follows from it belongs to; null for none. */
  String traceParent() {
    return traceParent != null || command == null ? traceParent : command.traceParent();
  }

  /** The payload as this type, read once. */
  <Q> Q request(Class<Q> type) {
    if (request == null) {
      request = Json.read(payload(), type);
    }
    return type.cast(request);
  }

  static IncomingCommand of(ConsumerRecord<String, byte[]> record) {
    try {
      return new IncomingCommand(
          record,
          CommandEnvelope.read(
              record.key(),
              name -> {
                Header header = record.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              record.value()));
    } catch (IllegalArgumentException e) {
      return new IncomingCommand(record, null);
    }
  }

  boolean isReadable() {
    return command != null;
  }

  /** What it takes effect once under; a record that is no command is named by its place. */
  CommandKey key() {
    return isReadable()
        ? new CommandKey(command.organizationId(), command.commandId())
        : new CommandKey(
            record.key() == null ? "unknown" : record.key(),
            "r-" + record.topic() + "-" + record.partition() + "-" + record.offset());
  }

  /** The other ids under which the same command may have been decided; mostly none. */
  List<CommandKey> otherKeys() {
    Header others =
        isReadable() ? record.headers().lastHeader(MessageHeader.OTHER_COMMAND_IDS) : null;
    return others == null || others.value() == null
        ? List.of()
        : Arrays.stream(new String(others.value(), UTF_8).split(","))
            .map(id -> new CommandKey(command.organizationId(), id))
            .toList();
  }

  String operation() {
    return isReadable() ? command.operation() : "unreadable";
  }

  Map<String, byte[]> headers() {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    for (Header header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), header.value());
      }
    }
    return headers;
  }

  byte[] payload() {
    return record.value() == null ? new byte[0] : record.value();
  }
}
