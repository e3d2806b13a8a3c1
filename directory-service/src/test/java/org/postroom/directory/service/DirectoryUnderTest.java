package org.postroom.directory.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_GROUP;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_RESOURCE;
import static org.postroom.contract.directory.DirectoryOperations.CREATE_USER;
import static org.postroom.contract.directory.DirectoryOperations.DEREGISTER_FROM_WORK_MAIL;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_ORGANIZATION;
import static org.postroom.contract.directory.DirectoryOperations.DESCRIBE_USER;
import static org.postroom.contract.directory.DirectoryOperations.REGISTER_TO_WORK_MAIL;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.postroom.contract.directory.CreateGroupRequest;
import org.postroom.contract.directory.CreateOrganizationRequest;
import org.postroom.contract.directory.CreateResourceRequest;
import org.postroom.contract.directory.CreateUserRequest;
import org.postroom.contract.directory.DeregisterFromWorkMailRequest;
import org.postroom.contract.directory.DescribeOrganizationRequest;
import org.postroom.contract.directory.DescribeOrganizationResponse;
import org.postroom.contract.directory.DescribeUserRequest;
import org.postroom.contract.directory.DescribeUserResponse;
import org.postroom.contract.directory.RegisterToWorkMailRequest;
import org.postroom.contract.directory.UpdateUserRequest;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.export.event.ExportEvents;
import org.postroom.contract.json.Json;
import org.postroom.contract.message.MessageHeader;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.policy.event.PolicyEvents;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.kit.testing.CommandClient;
import org.postroom.kit.testing.PostroomTestResource;
import org.postroom.kit.testing.ServiceDatabase;

/**
 * The running service, with everything around it played by the test. There is one for all tests of
 * a service, as there is one mail-domain context that remembers what it has answered.
 */
final class DirectoryUnderTest {
  static final String ACCOUNT = "111122223333";

  private static URI sharedAt;
  private static DirectoryUnderTest shared;

  static final Duration PATIENCE = Duration.ofSeconds(60);

  final CommandClient commands;
  final EventFeed events;
  final SimulatedMailDomain mailDomain;
  private final Config config = ConfigProvider.getConfig();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI service;

  /** The one around this service. */
  static synchronized DirectoryUnderTest at(URI service) {
    if (!service.equals(sharedAt)) {
      shared = new DirectoryUnderTest(service);
      sharedAt = service;
    }
    return shared;
  }

  private DirectoryUnderTest(URI service) {
    this.service = service;
    String bootstrapServers = text("kafka.bootstrap.servers");
    KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
            new StringSerializer(),
            new ByteArraySerializer());
    SecretSealer sealer =
        new SecretSealer(
            SealingKeys.load(Path.of(text("postroom.sealing-keys-file"))), new SecureRandom());
    commands = new CommandClient(bootstrapServers, producer, sealer, ACCOUNT);
    events = new EventFeed(bootstrapServers, Integer.parseInt(text("postroom.topics.partitions")));
    mailDomain = new SimulatedMailDomain(producer, URI.create(text("postroom.peers.mail-domain")));
    events.listen(mailDomain::hear);
    events.listen(new SimulatedParticipant(PolicyEvents.CATALOGUE, producer)::hear);
    events.listen(new SimulatedParticipant(ExportEvents.CATALOGUE, producer)::hear);
  }

  /** A new organization id, as a gateway derives it. */
  static String newOrganizationId() {
    return "m-" + UUID.randomUUID().toString().replace("-", "");
  }

  /** An alias nobody has. */
  static String newAlias() {
    return "a" + UUID.randomUUID().toString().replace("-", "");
  }

  /** Creates an organization and waits until it is Active. */
  String activeOrganization() {
    String id = newOrganizationId();
    commands.call(CREATE_ORGANIZATION, id, creation(newAlias()));
    awaitState(id, "Active");
    return id;
  }

  static CreateOrganizationRequest creation(String alias) {
    return new CreateOrganizationRequest(null, alias, null, null, null, false);
  }

  /** Waits until an organization is in a state. */
  void awaitState(String organization, String state) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> describe(organization).state().equals(state));
  }

  DescribeOrganizationResponse describe(String organization) {
    return query(DESCRIBE_ORGANIZATION, new DescribeOrganizationRequest(organization));
  }

  String createUser(String organization, String name) {
    return commands.call(CREATE_USER, organization, user(organization, name)).userId();
  }

  void register(String organization, String entity, String email) {
    commands.call(
        REGISTER_TO_WORK_MAIL,
        organization,
        new RegisterToWorkMailRequest(organization, entity, email));
  }

  String createGroup(String organization, String name) {
    return commands
        .call(CREATE_GROUP, organization, new CreateGroupRequest(organization, name, false))
        .groupId();
  }

  String createRoom(String organization, String name, String description) {
    return commands
        .call(
            CREATE_RESOURCE,
            organization,
            new CreateResourceRequest(organization, name, "ROOM", description, false))
        .resourceId();
  }

  void deregister(String organization, String entity) {
    commands.call(
        DEREGISTER_FROM_WORK_MAIL,
        organization,
        new DeregisterFromWorkMailRequest(organization, entity));
  }

  /** Nothing but a city and a role, each null to leave it. */
  static UpdateUserRequest update(String organization, String user, String role, String city) {
    return new UpdateUserRequest(
        organization,
        user,
        role,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        city,
        null,
        null,
        null,
        null,
        null);
  }

  DescribeUserResponse describeUser(String organization, String user) {
    return query(DESCRIBE_USER, new DescribeUserRequest(organization, user));
  }

  static CreateUserRequest user(String organization, String name) {
    return new CreateUserRequest(
        organization, name, "The user " + name, null, null, null, null, false);
  }

  /** Asks as the test's account. */
  <Q, R> R query(Operation<Q, R> operation, Q request) {
    return query(operation, request, ACCOUNT);
  }

  /** Asks; a refusal is thrown. */
  <Q, R> R query(Operation<Q, R> operation, Q request, String account) {
    HttpRequest call =
        HttpRequest.newBuilder(service.resolve("/internal/queries/" + operation.name()))
            .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
            .header(MessageHeader.ACCOUNT, account)
            .header(MessageHeader.PRINCIPAL, "arn:aws:iam::" + account + ":user/t")
            .header(MessageHeader.REQUEST_ID, UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(request)))
            .build();
    try {
      HttpResponse<byte[]> response = http.send(call, HttpResponse.BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        return Json.read(response.body(), operation.responseType());
      }
      throw new OperationRejected(
          ErrorCode.ofKey(response.headers().firstValue(MessageHeader.ERROR).orElseThrow()),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has an organization told anew. */
  void retell(String organization) {
    HttpRequest call =
        HttpRequest.newBuilder(service.resolve("/internal/events/retell"))
            .header("Authorization", "Bearer " + PostroomTestResource.SERVICE_CREDENTIAL)
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    Json.write(Map.of("OrganizationIds", List.of(organization)))))
            .build();
    try {
      assertThat(http.send(call, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(200);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection of its own to the service's database. */
  Connection database() throws SQLException {
    return ServiceDatabase.connect();
  }

  private String text(String key) {
    return config.getValue(key, String.class);
  }
}
