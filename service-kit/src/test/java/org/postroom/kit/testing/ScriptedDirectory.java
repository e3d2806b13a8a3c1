package org.postroom.kit.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/** A directory that says what the test tells it to say, and knows how much it has said. */
public final class ScriptedDirectory implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";

  private static final long FIRST = 1;
  private static final long RESTORED = 2;

  private final KafkaProducer<String, byte[]> producer;
  private final HttpServer server;
  private final Map<String, Long> sequences = new ConcurrentHashMap<>();
  private final Set<String> restored = ConcurrentHashMap.newKeySet();
  private final Set<String> holding = ConcurrentHashMap.newKeySet();
  private final Set<String> askedWhileHeld = ConcurrentHashMap.newKeySet();

  /** One that has said nothing yet. */
  public ScriptedDirectory(String bootstrapServers, URI peer) {
    this(bootstrapServers, peer, Map.of());
  }

  /**
   * @param peer where the service under test expects the directory
   * @param told how many events of each organization have been published before
   */
  public ScriptedDirectory(String bootstrapServers, URI peer, Map<String, Long> told) {
    sequences.putAll(told);
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    try {
      server = HttpServer.create(new InetSocketAddress(peer.getHost(), peer.getPort()), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/internal/positions",
        exchange -> {
          String asked = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
          holding.stream().filter(asked::contains).forEach(askedWhileHeld::add);
          long epoch = restored.stream().anyMatch(asked::contains) ? RESTORED : FIRST;
          byte[] answer = Json.write(new Positions(epoch, Map.copyOf(sequences)));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
  }

  /** An organization id that no other test has. */
  public static String newOrganization() {
    return "m-" + UUID.randomUUID().toString().replace("-", "");
  }

  /** An alias that no other test has. */
  public static String newAlias() {
    return "a-" + UUID.randomUUID().toString().substring(0, 12);
  }

  /** Emits an organization's next event. */
  public void emit(String organizationId, Record event) {
    long sequence = sequences.merge(organizationId, 1L, Long::sum);
    producer.send(message(organizationId, epoch(organizationId), sequence, event));
    producer.flush();
  }

  private long epoch(String organizationId) {
    return restored.contains(organizationId) ? RESTORED : FIRST;
  }

  /** Tells of an organization anew, as a directory that was restored does: these events are all. */
  public void restore(String organizationId, Record... events) {
    sequences.put(organizationId, events.length + 2L);
    restored.add(organizationId);
    long sequence = 0;
    producer.send(message(organizationId, RESTORED, ++sequence, new OrganizationSnapshotStarted()));
    for (Record event : events) {
      producer.send(message(organizationId, RESTORED, ++sequence, event));
    }
    producer.send(
        message(organizationId, RESTORED, ++sequence, new OrganizationSnapshotCompleted()));
    producer.flush();
  }

  /**
   * Commits an organization's next event and does not publish it before the result is run, so that
   * views lag behind what the directory says of itself.
   */
  public Runnable hold(String organizationId, Record event) {
    long sequence = sequences.merge(organizationId, 1L, Long::sum);
    holding.add(organizationId);
    return () -> {
      producer.send(message(organizationId, epoch(organizationId), sequence, event));
      producer.flush();
      holding.remove(organizationId);
    };
  }

  /** Whether somebody has asked how far the organization is while an event of it was held. */
  public boolean wasAskedWhileHeld(String organizationId) {
    return askedWhileHeld.contains(organizationId);
  }

  /** An event as the directory publishes it. */
  public static ProducerRecord<String, byte[]> message(
      String organizationId, long sequence, Record event) {
    return message(organizationId, FIRST, sequence, event);
  }

  private static ProducerRecord<String, byte[]> message(
      String organizationId, long epoch, long sequence, Record event) {
    EventEnvelope envelope =
        new EventEnvelope(
            UUID.randomUUID().toString(),
            "/postroom/directory",
            DirectoryEvents.CATALOGUE.of(event).wireName(),
            Instant.now(),
            organizationId,
            ACCOUNT,
            epoch,
            sequence,
            "a-test",
            Json.write(event));
    ProducerRecord<String, byte[]> message =
        new ProducerRecord<>(
            BoundedContext.DIRECTORY.eventTopic(), organizationId, envelope.data());
    envelope.headers().forEach(message.headers()::add);
    return message;
  }

  /** A new organization whose set-up is asked for once, by a process with the given name. */
  public String requestSetUp(String process, String alias, String... domains) {
    String organizationId = newOrganization();
    emit(organizationId, new OrganizationRequested(alias, ACCOUNT, "d-0123456789"));
    emit(organizationId, setUp(process, 1, alias, domains));
    return organizationId;
  }

  /** The request itself. */
  public static OrganizationSetUpRequested setUp(
      String process, int attempt, String alias, String... domains) {
    return new OrganizationSetUpRequested(process, attempt, alias, ACCOUNT, List.of(domains));
  }

  /** The organization is Active. */
  public void activate(String organizationId) {
    emit(organizationId, new OrganizationActivated(Instant.parse("2026-11-22T12:00:00Z")));
  }

  @Override
  public void close() {
    server.stop(0);
    producer.close();
  }

  private record Positions(long epoch, Map<String, Long> sequences) {}
}
