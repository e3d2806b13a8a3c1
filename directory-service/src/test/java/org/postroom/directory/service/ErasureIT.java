package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ALIAS;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.DELETE_USER;
import static org.postroom.contract.directory.DirectoryOperations.UPDATE_USER;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postroom.contract.directory.CreateAliasRequest;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.DeleteGroupRequest;
import org.postroom.contract.directory.DeleteOrganizationRequest;
import org.postroom.contract.directory.DeleteResourceRequest;
import org.postroom.contract.directory.DeleteUserRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.directory.event.UserDeleted;
import org.postroom.contract.event.OrganizationSnapshotCompleted;
import org.postroom.contract.event.OrganizationSnapshotStarted;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.message.EventRetention;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.kit.command.CommandPath;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.Traces;

/**
 * What docs/privacy.md states of the directory. That Kafka deletes what is old is Kafka's; that
 * nothing personal follows a deletion, so that the topics' retention is enough, is seen here.
 */
@QuarkusTest
@QuarkusTestResource(PostroomTestResource.class)
@QuarkusTestResource(MailDomainPeer.class)
class ErasureIT {
  private static final Duration PERIOD = EventRetention.STANDARD.bound().orElseThrow();

  /** How often the clock was a period ahead; what was written then must be old the next time. */
  private static int periods;

  /** In every personal value, and nowhere else. */
  private final String mark = "zq" + UUID.randomUUID().toString().substring(0, 8);

  @TestHTTPResource URI service;
  @Inject CommandPath path;
  @Inject ServiceClock clock;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String servers;

  private DirectoryUnderTest directory;
  private Traces traces;
  private String organization;

  @BeforeEach
  void connect() {
    directory = DirectoryUnderTest.at(service);
    organization = directory.activeOrganization();
    traces = new Traces(mark);
  }

  @AfterEach
  void present() {
    clock.ahead(Duration.ZERO);
  }

  @Test
  void nothingPersonalOfDeletedEntitiesIsLeftAfterTheStatedPeriod() {
    String user = user();
    String group = directory.createGroup(organization, mark + "g");
    String room = directory.createRoom(organization, mark + "r", "described " + mark);
    directory.register(organization, room, mark + "r@" + domain());
    failingCommand();
    assertThat(traces.tables())
        .as("where it is searched for")
        .contains("directory_user", "directory_group", "directory_resource", "entity_address")
        .contains("entity_name", "outbox", "dead_letter");

    directory.deregister(organization, user);
    directory.deregister(organization, room);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, user));
    directory.commands.call(
        DELETE_GROUP, organization, new DeleteGroupRequest(organization, group));
    directory.commands.call(
        DELETE_RESOURCE, organization, new DeleteResourceRequest(organization, room));

    assertGone(traces.ends());
  }

  @Test
  void ofDeletedEntitiesOnlyIdsAreRetold() {
    String user = user();
    directory.deregister(organization, user);
    directory.commands.call(DELETE_USER, organization, new DeleteUserRequest(organization, user));
    Map<TopicPartition, Long> deleted = traces.ends();

    // While the tombstone can be described.
    clock.ahead(Duration.ofDays(29));
    directory.retell(organization);
    awaitRetelling();

    assertThat(directory.events.of(organization).stream().filter(UserDeleted.class::isInstance))
        .containsExactly(new UserDeleted(user), new UserDeleted(user));
    assertThat(traces.topics(deleted)).isEmpty();
    assertThat(traces.tables()).contains("directory_user");
  }

  @Test
  void nothingOfADeletedOrganizationIsLeftOrRetold() {
    user();
    directory.createGroup(organization, mark + "g");
    failingCommand();

    directory.commands.call(
        DELETE_ORGANIZATION,
        organization,
        new DeleteOrganizationRequest(null, organization, true, true));
    directory.awaitState(organization, "Deleted");

    assertGone(traces.ends());
    clock.ahead(Duration.ZERO);
    directory.retell(organization);
    String other = directory.activeOrganization();
    directory.retell(other);
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(() -> directory.events.of(other).contains(new OrganizationSnapshotCompleted()));
    assertThat(directory.events.of(organization)).doesNotContain(new OrganizationSnapshotStarted());
  }

  /** When the stated period is over, nothing stands anywhere but in what Kafka deletes by age. */
  private void assertGone(Map<TopicPartition, Long> deletion) {
    assertThat(traces.topics(Map.of()))
        .contains(BoundedContext.DIRECTORY.eventTopic(), BoundedContext.DIRECTORY.commandTopic())
        .contains(Topics.DEAD_LETTERS);
    clock.ahead(PERIOD.multipliedBy(++periods));
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .untilAsserted(
            () -> {
              path.askHousekeeping();
              assertThat(traces.tables()).isEmpty();
            });
    if (!directory.describe(organization).state().equals("Deleted")) {
      awaitRetelling();
    }
    assertThat(traces.topics(deletion)).isEmpty();
  }

  private void awaitRetelling() {
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(
            () -> directory.events.of(organization).contains(new OrganizationSnapshotCompleted()));
  }

  /** A registered user with everything that a user can have. */
  private String user() {
    String user =
        directory
            .commands
            .call(
                CREATE_USER,
                organization,
                new CreateUserRequest(
                    organization, mark + "u", "Display " + mark, null, null, mark, mark, false))
            .userId();
    directory.commands.call(
        UPDATE_USER,
        organization,
        new UpdateUserRequest(
            organization,
            user,
            null,
            mark,
            mark,
            mark,
            false,
            mark,
            mark,
            mark,
            mark,
            mark,
            mark,
            mark,
            mark,
            mark,
            mark));
    directory.register(organization, user, mark + "u@" + domain());
    directory.commands.call(
        CREATE_ALIAS,
        organization,
        new CreateAliasRequest(organization, user, mark + "alias@" + domain()));
    return user;
  }

  private String domain() {
    return directory.describe(organization).defaultMailDomain();
  }

  /** A command that nobody can decide, with what its caller sent. */
  private void failingCommand() {
    CommandEnvelope command =
        new CommandEnvelope(
            organization,
            CREATE_USER.name(),
            UUID.randomUUID().toString(),
            null,
            null,
            null,
            null,
            Instant.now().plusSeconds(60),
            null,
            null,
            Json.write(Map.of("OrganizationId", organization, "Name", List.of(mark))));
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            BoundedContext.DIRECTORY.commandTopic(), organization, command.payload());
    command.headers().forEach(record.headers()::add);
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record);
    }
    await()
        .atMost(DirectoryUnderTest.PATIENCE)
        .until(() -> traces.tables().contains("dead_letter"));
  }
}
