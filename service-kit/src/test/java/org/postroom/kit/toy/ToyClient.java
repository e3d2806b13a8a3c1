package org.postroom.kit.toy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.operation.Operation;

/** Plays gateway and subscriber for tests of the command path. */
public final class ToyClient implements AutoCloseable {
  public static final Caller CALLER =
      new Caller(
          "123456789012", "arn:aws:iam::123456789012:user/t", "AKIATEST", "127.0.0.1", "test");

  private final String gatewayId = UUID.randomUUID().toString();
  private final BoundedContext context;
  private final KafkaProducer<String, byte[]> producer;
  private final Consumer<String, byte[]> replies;
  private final Consumer<String, byte[]> events;
  private final Map<String, ReplyEnvelope> received = new HashMap<>();
  private final List<EventEnvelope> published = new ArrayList<>();

  public ToyClient(String servers, BoundedContext context) {
    this.context = context;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 0),
            new StringSerializer(),
            new ByteArraySerializer());
    this.replies = reading(servers, Topics.REPLIES);
    this.events = reading(servers, context.eventTopic());
  }

  private static Consumer<String, byte[]> reading(String servers, String topic) {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers, "enable.auto.commit", false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position);
    return consumer;
  }

  /** A command under a new id, with a deadline in a minute. */
  public <Q> CommandEnvelope command(Operation<Q, ?> operation, Q request) {
    return command(operation, request, UUID.randomUUID().toString(), null);
  }

  public <Q> CommandEnvelope command(
      Operation<Q, ?> operation, Q request, String commandId, String token) {
    return new CommandEnvelope(
        operation.organizationId().apply(request),
        operation.name(),
        commandId,
        UUID.randomUUID().toString(),
        "k2:digest",
        token,
        CALLER,
        Instant.now().plusSeconds(60),
        new ReplyAddress(0, gatewayId),
        null,
        Json.write(request));
  }

  /** The same command as another attempt. */
  public CommandEnvelope again(CommandEnvelope command) {
    return new CommandEnvelope(
        command.organizationId(),
        command.operation(),
        command.commandId(),
        UUID.randomUUID().toString(),
        command.requestDigest(),
        command.clientToken(),
        command.caller(),
        command.deadline(),
        command.replyTo(),
        command.traceParent(),
        command.payload());
  }

  public CommandEnvelope send(CommandEnvelope command) {
    return send(command, Map.of());
  }

  /** With headers besides the command's own. */
  public CommandEnvelope send(CommandEnvelope command, Map<String, byte[]> headers) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(context.commandTopic(), command.organizationId(), command.payload());
    command.headers().forEach(record.headers()::add);
    headers.forEach(record.headers()::add);
    producer.send(record);
    return command;
  }

  public <Q> CommandEnvelope send(Operation<Q, ?> operation, Q request) {
    return send(command(operation, request));
  }

  /** A record that is no command. */
  public void sendRaw(String key, byte[] value) {
    producer.send(new ProducerRecord<>(context.commandTopic(), key, value));
    producer.flush();
  }

  public void flush() {
    producer.flush();
  }

  /** The reply to this attempt; fails when none comes. */
  public ReplyEnvelope reply(CommandEnvelope command) {
    long end = System.nanoTime() + Duration.ofSeconds(40).toNanos();
    while (!received.containsKey(command.requestId())) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("no reply to " + command.operation());
      }
      poll();
    }
    return received.get(command.requestId());
  }

  /** Whether a reply to this attempt has come by now. */
  public boolean isAnswered(CommandEnvelope command) {
    poll();
    return received.containsKey(command.requestId());
  }

  public <R> R response(CommandEnvelope command, Class<R> type) {
    ReplyEnvelope reply = reply(command);
    if (reply.error() != null) {
      throw new AssertionError(reply.error() + ": " + new String(reply.body()));
    }
    return Json.read(reply.body(), type);
  }

  public ErrorCode error(CommandEnvelope command) {
    return reply(command).error();
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> record : replies.poll(Duration.ofMillis(20))) {
      ReplyEnvelope reply = ReplyEnvelope.read(name -> header(record, name), record.value());
      if (reply != null && gatewayId.equals(reply.gatewayId())) {
        received.put(reply.requestId(), reply);
      }
    }
  }

  /** Every event record of the organization that has been published by now, repeats included. */
  public List<EventEnvelope> published(String organizationId) {
    for (ConsumerRecord<String, byte[]> record : events.poll(Duration.ofMillis(50))) {
      published.add(EventEnvelope.read(name -> header(record, name), record.value()));
    }
    return published.stream()
        .filter(event -> event.organizationId().equals(organizationId))
        .toList();
  }

  /**
   * What a subscriber sees that drops whatever is not beyond the last: fails when a sequence is
   * missing between.
   */
  public List<EventEnvelope> seen(String organizationId) {
    List<EventEnvelope> seen = new ArrayList<>();
    for (EventEnvelope event : published(organizationId)) {
      long last = seen.isEmpty() ? 0 : seen.get(seen.size() - 1).sequence();
      if (event.sequence() <= last) {
        EventEnvelope first = seen.get((int) event.sequence() - 1);
        if (!first.id().equals(event.id())
            || !java.util.Arrays.equals(first.data(), event.data())) {
          throw new AssertionError("a repeat differs: " + event);
        }
      } else if (event.sequence() > last + 1) {
        throw new AssertionError("after " + last + " comes " + event.sequence());
      } else {
        seen.add(event);
      }
    }
    return seen;
  }

  private static byte[] header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? null : header.value();
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
    replies.close();
    events.close();
  }
}
