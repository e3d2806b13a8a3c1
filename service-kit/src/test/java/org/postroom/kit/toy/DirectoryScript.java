package org.postroom.kit.toy;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postroom.contract.directory.event.DirectoryEvents;
import org.postroom.contract.directory.event.OrganizationActivated;
import org.postroom.contract.directory.event.OrganizationRequested;
import org.postroom.contract.directory.event.UserCreated;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/** Publishes the directory's events as a test wants them: in order, twice, or with gaps. */
public final class DirectoryScript implements AutoCloseable {
  public static final String ACCOUNT = "123456789012";

  private final KafkaProducer<String, byte[]> producer;

  public DirectoryScript(String bootstrapServers) {
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** An event of the directory. */
  public void publish(String organizationId, long epoch, long sequence, Record data) {
    publish(organizationId, epoch, sequence, false, data);
  }

  /** An event of a retelling. */
  public void retell(String organizationId, long epoch, long sequence, Record data) {
    publish(organizationId, epoch, sequence, true, data);
  }

  private void publish(
      String organizationId, long epoch, long sequence, boolean retold, Record data) {
    EventEnvelope event =
        new EventEnvelope(
            organizationId + "/" + epoch + "/" + sequence,
            "/postroom/directory",
            DirectoryEvents.CATALOGUE.of(data).wireName(),
            Instant.EPOCH,
            organizationId,
            ACCOUNT,
            epoch,
            sequence,
            "c-1",
            retold,
            Json.write(data));
    send(organizationId, event.headers(), event.data());
  }

  /** A record that may be anything. */
  public void send(String key, Map<String, byte[]> headers, byte[] value) {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(BoundedContext.DIRECTORY.eventTopic(), key, value);
    headers.forEach(record.headers()::add);
    producer.send(record);
    producer.flush();
  }

  /** The first two events of an organization that is Active. */
  public void active(String organizationId) {
    publish(organizationId, 1, 1, new OrganizationRequested("alias", ACCOUNT, "d-1"));
    publish(organizationId, 1, 2, new OrganizationActivated(Instant.EPOCH));
  }

  /** A user whose id is its name. */
  public void user(String organizationId, long epoch, long sequence, String name) {
    publish(organizationId, epoch, sequence, userCreated(name));
  }

  /** A user whose id is its name, is told of again. */
  public void retoldUser(String organizationId, long epoch, long sequence, String name) {
    retell(organizationId, epoch, sequence, userCreated(name));
  }

  private static UserCreated userCreated(String name) {
    return new UserCreated(name, name, name, null, null, "USER", false);
  }

  @Override
  public void close() {
    producer.close();
  }
}
