package org.postroom.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.ReplyAddress;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.secret.SecretSealer;

/** Sends commands and waits for their replies, as a gateway does. */
public final class CommandClient {
  private static final String GATEWAY = "test-gateway";
  private static final TopicPartition REPLIES = new TopicPartition(Topics.REPLIES, 0);

  private final Map<String, CompletableFuture<ReplyEnvelope>> pending = new ConcurrentHashMap<>();
  private final KafkaProducer<String, byte[]> producer;
  private final KafkaConsumer<String, byte[]> consumer;
  private final SecretSealer sealer;
  private final String account;

  /**
   * @param account whose calls they are, unless one names another
   */
  public CommandClient(
      String bootstrapServers,
      KafkaProducer<String, byte[]> producer,
      SecretSealer sealer,
      String account) {
    this.account = account;
    this.producer = producer;
    this.sealer = sealer;
    consumer =
        new KafkaConsumer<>(
            Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(REPLIES));
    consumer.seekToEnd(List.of(REPLIES));
    consumer.position(REPLIES);
    Thread thread = new Thread(this::receive, "test-gateway-replies");
    thread.setDaemon(true);
    thread.start();
  }

  /** Calls an operation of the test's account and gives its response. */
  public <Q, R> R call(Operation<Q, R> operation, String organization, Q request) {
    ReplyEnvelope reply = await(send(operation, organization, request, account));
    if (reply.error() != null) {
      throw new AssertionError(reply.error() + ": " + new String(reply.body(), UTF_8));
    }
    return Json.read(reply.body(), operation.responseType());
  }

  /** Calls an operation and gives the error it is refused with; null when it is not. */
  public <Q> ErrorCode refusal(Operation<Q, ?> operation, String organization, Q request) {
    return await(send(operation, organization, request, account)).error();
  }

  /** As {@link #call}, with the request's client token, which others leave out. */
  public <Q, R> R callWithToken(Operation<Q, R> operation, String organization, Q request) {
    ReplyEnvelope reply = awaitWithToken(operation, organization, request);
    if (reply.error() != null) {
      throw new AssertionError(reply.error() + ": " + new String(reply.body(), UTF_8));
    }
    return Json.read(reply.body(), operation.responseType());
  }

  /** As {@link #refusal}, with the request's client token, which others leave out. */
  public <Q> ErrorCode refusalWithToken(Operation<Q, ?> operation, String organization, Q request) {
    return awaitWithToken(operation, organization, request).error();
  }

  private <Q> ReplyEnvelope awaitWithToken(
      Operation<Q, ?> operation, String organization, Q request) {
    String token = operation.clientToken().apply(request);
    return await(send(operation, organization, request, account, token));
  }

  /** Sends a command of this account; a password is sealed. */
  public <Q> CompletableFuture<ReplyEnvelope> send(
      Operation<Q, ?> operation, String organization, Q request, String ofAccount) {
    return send(operation, organization, request, ofAccount, null);
  }

  private <Q> CompletableFuture<ReplyEnvelope> send(
      Operation<Q, ?> operation,
      String organization,
      Q request,
      String ofAccount,
      String clientToken) {
    String requestId = UUID.randomUUID().toString();
    String commandId = UUID.randomUUID().toString();
    JsonNode payload = Json.mapper().valueToTree(request);
    if (payload.hasNonNull("Password")) {
      String associated = SecretSealer.member(organization, commandId, "Password");
      ((ObjectNode) payload)
          .put("Password", sealer.seal(payload.get("Password").asText(), associated));
    }
    CommandEnvelope command =
        new CommandEnvelope(
            organization,
            operation.name(),
            commandId,
            requestId,
            sealer.digest(payload.toString().getBytes(UTF_8)),
            clientToken,
            new Caller(
                ofAccount, "arn:aws:iam::" + ofAccount + ":user/t", "AKIA", "127.0.0.1", "t"),
            Instant.now().plus(Duration.ofSeconds(60)),
            new ReplyAddress(REPLIES.partition(), GATEWAY),
            null,
            Json.write(payload));
    CompletableFuture<ReplyEnvelope> reply = new CompletableFuture<>();
    pending.put(requestId, reply);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(operation.context().commandTopic(), organization, command.payload());
    command.headers().forEach((name, value) -> record.headers().add(name, value));
    producer.send(record);
    return reply;
  }

  /** The reply, waited for. */
  public static ReplyEnvelope await(CompletableFuture<ReplyEnvelope> reply) {
    try {
      return reply.get(60, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("no reply", e);
    }
  }

  private void receive() {
    while (true) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(20))) {
        ReplyEnvelope reply =
            ReplyEnvelope.read(
                name -> {
                  Header header = record.headers().lastHeader(name);
                  return header == null ? null : header.value();
                },
                record.value());
        CompletableFuture<ReplyEnvelope> waiting = pending.remove(reply.requestId());
        if (waiting != null) {
          waiting.complete(reply);
        }
      }
    }
  }
}
