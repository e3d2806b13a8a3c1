package org.postroom.maildomain.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.awaitility.Awaitility;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.Operation;
import org.postroom.kit.testing.ScriptedDirectory;

/** Sends commands as the gateway does and waits for their replies. */
public final class Commands implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final TopicPartition REPLIES = new TopicPartition(Topics.REPLIES, 0);

  private final String gateway = "test-" + UUID.randomUUID();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<String, ReplyEnvelope> replies = new HashMap<>();

  public Commands(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(REPLIES));
    consumer.seekToEnd(List.of(REPLIES));
    consumer.position(REPLIES);
  }

  /** The wire name of the error with which a command is refused; {@code 200} when it is not. */
  public <Q> String answer(Operation<Q, ?> operation, Q request) {
    return answer(operation, request, UUID.randomUUID().toString());
  }

  /**
   * As {@link #answer(Operation, Object)}, under a command id for which the request's secrets are
   * sealed.
   */
  public <Q> String answer(Operation<Q, ?> operation, Q request, String commandId) {
    return outcome(send(operation, request, commandId));
  }

  /** As {@link #answer(Operation, Object)}, of many that are sent one right after the other. */
  public <Q> List<String> answers(Operation<Q, ?> operation, List<Q> requests) {
    List<String> sent =
        requests.stream()
            .map(request -> send(operation, request, UUID.randomUUID().toString()))
            .toList();
    return sent.stream().map(this::outcome).toList();
  }

  /** Answers the request's id. */
  private <Q> String send(Operation<Q, ?> operation, Q request, String commandId) {
    String account = ScriptedDirectory.ACCOUNT;
    String requestId = UUID.randomUUID().toString();
    CommandEnvelope command =
        new CommandEnvelope(
            operation.organizationId().apply(request),
            operation.name(),
            commandId,
            requestId,
            "k1:" + requestId,
            null,
            new Caller(account, "arn:aws:iam::" + account + ":user/t", "AKIA", "127.0.0.1", "t"),
            Instant.now().plusSeconds(60),
            new ReplyAddress(REPLIES.partition(), gateway),
            null,
            Json.write(request));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            operation.context().commandTopic(), command.organizationId(), command.payload());
    command.headers().forEach(message.headers()::add);
    producer.send(message);
    return requestId;
  }

  private String outcome(String requestId) {
    // Each look waits by itself until there is something.
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () -> {
              if (!replies.containsKey(requestId)) {
                poll();
              }
              return replies.containsKey(requestId);
            });
    ReplyEnvelope reply = replies.remove(requestId);
    return reply.error() == null ? "200" : reply.error().wireName();
  }

  private void poll() {
    for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(50))) {
      ReplyEnvelope reply =
          ReplyEnvelope.read(
              name -> {
                Header header = message.headers().lastHeader(name);
                return header == null ? null : header.value();
              },
              message.value());
      replies.put(reply.requestId(), reply);
    }
  }

  @Override
  public void close() {
    producer.close();
    consumer.close();
  }
}
