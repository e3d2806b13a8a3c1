package org.postroom.gateway.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
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
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.message.ReplyEnvelope;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;

/** All four services as a gateway sees them: commands in, replies out; queries over HTTP. */
public final class ToyServices implements AutoCloseable {
  /** A query as it arrived. */
  public record Query(String operation, Map<String, List<String>> headers, byte[] body) {}

  private final List<CommandEnvelope> commands = new CopyOnWriteArrayList<>();
  private final List<Query> queries = new CopyOnWriteArrayList<>();
  private final HttpServer http;
  private final int partitions;
  private final KafkaConsumer<String, byte[]> consumer;
  private final KafkaProducer<String, byte[]> producer;
  private final Thread thread = new Thread(this::consume, "toy-services");
  private volatile Function<CommandEnvelope, byte[]> onCommand = command -> bytes("{}");
  private volatile Function<Query, byte[]> onQuery = query -> bytes("{}");
  private volatile Function<CommandEnvelope, String> audited = command -> null;
  private volatile boolean stopped;

  public ToyServices(String bootstrapServers, int partitions) {
    this.partitions = partitions;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "reconnect.backoff.max.ms", "200",
                "enable.auto.commit", "false"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "reconnect.backoff.max.ms", "200",
                "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    try {
      http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.createContext("/internal/queries/", this::query);
    http.setExecutor(Executors.newCachedThreadPool());
    http.start();
    thread.setDaemon(true);
    thread.start();
  }

  public String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** The commands taken so far. */
  public List<CommandEnvelope> commands() {
    return commands;
  }

  public List<Query> queries() {
    return queries;
  }

  /** What commands are answered with; null sends no reply. */
  public void onCommand(Function<CommandEnvelope, byte[]> handler) {
    onCommand = handler;
  }

  /** Which attempt's audit record replies say to have been written; null for none. */
  public void audited(Function<CommandEnvelope, String> attempt) {
    audited = attempt;
  }

  public void onQuery(Function<Query, byte[]> handler) {
    onQuery = handler;
  }

  public void reset() {
    commands.clear();
    queries.clear();
    audited = command -> null;
    onCommand = command -> bytes("{}");
    onQuery = query -> bytes("{}");
  }

  public static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private void consume() {
    consumer.assign(
        Arrays.stream(BoundedContext.values())
            .map(BoundedContext::commandTopic)
            .flatMap(
                topic ->
                    Stream.iterate(0, i -> i < partitions, i -> i + 1)
                        .map(i -> new TopicPartition(topic, i)))
            .toList());
    while (!stopped) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
        CommandEnvelope command =
            CommandEnvelope.read(
                record.key(),
                name -> {
                  Header header = record.headers().lastHeader(name);
                  return header == null ? null : header.value();
                },
                record.value());
        commands.add(command);
        reply(command);
      }
    }
    consumer.close();
  }

  private void reply(CommandEnvelope command) {
    ReplyEnvelope reply;
    String gateway = command.replyTo().gatewayId();
    try {
      byte[] body = onCommand.apply(command);
      if (body == null) {
        return;
      }
      reply = new ReplyEnvelope(command.requestId(), gateway, null, body, audited.apply(command));
    } catch (OperationRejected e) {
      reply =
          new ReplyEnvelope(
              command.requestId(),
              gateway,
              e.code(),
              bytes(e.getMessage()),
              audited.apply(command));
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(Topics.REPLIES, command.replyTo().partition(), null, reply.body());
    reply.headers().forEach(record.headers()::add);
    producer.send(record);
  }

  private void query(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Query query =
        new Query(
            path.substring(path.lastIndexOf('/') + 1),
            exchange.getRequestHeaders(),
            exchange.getRequestBody().readAllBytes());
    queries.add(query);
    int status = 200;
    byte[] body;
    try {
      body = onQuery.apply(query);
    } catch (OperationRejected e) {
      exchange.getResponseHeaders().add(MessageHeader.ERROR, e.code().key());
      status = e.code().httpStatus();
      body = bytes(e.getMessage());
    }
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    stopped = true;
    http.stop(0);
    producer.close(Duration.ZERO);
  }
}
