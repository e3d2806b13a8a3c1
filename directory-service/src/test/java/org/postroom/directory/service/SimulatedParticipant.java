package org.postroom.directory.service;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.event.EventCatalogue;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.EventEnvelope;

/** Plays a context: confirms whatever the directory asks its participants and it can confirm. */
final class SimulatedParticipant {
  private final Map<String, Long> sequences = new ConcurrentHashMap<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final EventCatalogue catalogue;
  private final KafkaProducer<String, byte[]> producer;

  SimulatedParticipant(EventCatalogue catalogue, KafkaProducer<String, byte[]> producer) {
    this.catalogue = catalogue;
    this.producer = producer;
  }

  /** Answers what the directory asks. */
  void hear(EventFeed.Received received) {
    String organization = received.organizationId();
    if (received.event() instanceof OrganizationSetUpRequested request
        && catalogue.types().stream()
            .anyMatch(type -> type.dataType() == OrganizationSetUpConfirmed.class)
        && answered.add(organization + request.process())) {
      emit(organization, new OrganizationSetUpConfirmed(request.process()));
    } else if (received.event() instanceof OrganizationRemovalRequested request
        && answered.add(organization + request.process())) {
      emit(organization, new OrganizationRemovalConfirmed(request.process()));
    }
  }

  private synchronized void emit(String organization, Record data) {
    long sequence = sequences.merge(organization, 1L, Long::sum);
    EventEnvelope event =
        new EventEnvelope(
            organization + "-1-" + sequence,
            "/postroom/" + catalogue.context().wireName(),
            catalogue.of(data).wireName(),
            Instant.now(),
            organization,
            DirectoryUnderTest.ACCOUNT,
            1,
            sequence,
            "cause",
            Json.write(data));
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(catalogue.context().eventTopic(), organization, event.data());
    event.headers().forEach((name, value) -> record.headers().add(name, value));
    producer.send(record);
  }
}
