package org.postroom.directory.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.postroom.contract.directory.event.OrganizationRemovalRequested;
import org.postroom.contract.directory.event.OrganizationSetUpRequested;
import org.postroom.contract.event.OrganizationRemovalConfirmed;
import org.postroom.contract.event.OrganizationSetUpConfirmed;
import org.postroom.contract.event.OrganizationSetUpRefused;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.maildomain.event.DefaultMailDomainChanged;
import org.postroom.contract.maildomain.event.MailDomainDeregistered;
import org.postroom.contract.maildomain.event.MailDomainEvents;
import org.postroom.contract.maildomain.event.MailDomainRegistered;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.contract.operation.BoundedContext;

/**
 * Plays the mail-domain context: answers set-up and removal requests on its event topic. An
 * organization whose alias begins with {@code refused} is refused.
 */
final class SimulatedMailDomain {
  private static final String ACCOUNT = DirectoryUnderTest.ACCOUNT;

  private final Map<String, Long> sequences = new ConcurrentHashMap<>();
  private final Map<String, Long> epochs = new ConcurrentHashMap<>();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final KafkaProducer<String, byte[]> producer;
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI peer;

  SimulatedMailDomain(KafkaProducer<String, byte[]> producer, URI peer) {
    this.producer = producer;
    this.peer = peer;
  }

  /** Answers what the directory asks. */
  void hear(EventFeed.Received received) {
    String organization = received.organizationId();
    if (received.event() instanceof OrganizationSetUpRequested request) {
      if (answered.add(organization + request.process())) {
        setUp(organization, request);
      }
    } else if (received.event() instanceof OrganizationRemovalRequested request
        && answered.add(organization + request.process())) {
      emit(organization, new OrganizationRemovalConfirmed(request.process()));
    }
  }

  /** A domain of the organization, in this state of ownership. */
  String register(String organization, String domain, String ownershipStatus) {
    String id = UUID.randomUUID().toString();
    emit(organization, new MailDomainRegistered(id, domain, false, ownershipStatus, "PENDING"));
    return id;
  }

  /** Ends a registration. */
  void deregister(String organization, String registrationId, String domain) {
    emit(organization, new MailDomainDeregistered(registrationId, domain));
  }

  /** Its database was restored: a new epoch begins, in which the organization has this state. */
  synchronized void restored(String organization, Record... state) {
    epochs.merge(organization, 2L, (epoch, two) -> epoch + 1);
    sequences.remove(organization);
    emit(organization, new OrganizationSnapshotStarted());
    for (Record event : state) {
      emit(organization, event);
    }
    emit(organization, new OrganizationSnapshotCompleted());
  }

  private void setUp(String organization, OrganizationSetUpRequested request) {
    if (request.alias().startsWith("refused")) {
      emit(organization, new OrganizationSetUpRefused(request.process(), "refused by the test"));
      return;
    }
    String domain = request.alias().toLowerCase(Locale.ROOT) + ".awsapps.com";
    String id = UUID.randomUUID().toString();
    emit(organization, new MailDomainRegistered(id, domain, true, "VERIFIED", "VERIFIED"));
    emit(organization, new DefaultMailDomainChanged(id, domain));
    emit(organization, new OrganizationSetUpConfirmed(request.process()));
  }

  /** First committed, then published, as every service does. */
  private synchronized void emit(String organization, Record data) {
    long sequence = sequences.merge(organization, 1L, Long::sum);
    long epoch = epochs.getOrDefault(organization, 1L);
    commit(organization, sequence);
    EventEnvelope event =
        new EventEnvelope(
            organization + "-" + epoch + "-" + sequence,
            "/postroom/mail-domain",
            MailDomainEvents.CATALOGUE.of(data).wireName(),
            Instant.now(),
            organization,
            ACCOUNT,
            epoch,
            sequence,
            "cause",
            Json.write(data));
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(BoundedContext.MAIL_DOMAIN.eventTopic(), organization, event.data());
    event.headers().forEach((name, value) -> record.headers().add(name, value));
    producer.send(record);
  }

  private void commit(String organization, long sequence) {
    try {
      http.send(
          HttpRequest.newBuilder(peer.resolve("/committed/" + organization + "/" + sequence))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
