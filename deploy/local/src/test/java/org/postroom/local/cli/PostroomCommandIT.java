package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.testing.AuditLog;
import org.postroom.contract.message.EventEnvelope;
import org.postroom.embedded.FreePorts;
import org.postroom.local.DataDirectory;
import org.postroom.local.FakeService;
import org.postroom.local.InstallationState;
import org.postroom.local.InstallationState.PartState;
import org.postroom.local.Port;
import org.postroom.local.RecordedProcess;

/** The command line against real PostgreSQL and Kafka and services that are fakes. */
class PostroomCommandIT {
  private static final String ORGANIZATION = "m-0123456789abcdef0123456789abcdef";

  @TempDir Path project;

  private final FreePorts ports = new FreePorts(new SecureRandom());
  private String homeBefore;
  private StringWriter out;
  private StringWriter err;

  @BeforeEach
  void useFakes() throws IOException {
    homeBefore = System.getProperty("postroom.home");
    System.setProperty("postroom.home", project.toString());
    FakeService.project(project, true);
  }

  @AfterEach
  void leaveNothing() {
    run("down");
    if (homeBefore == null) {
      System.clearProperty("postroom.home");
    } else {
      System.setProperty("postroom.home", homeBefore);
    }
  }

  /** One story, since every start takes its time. */
  @Test
  void upRunsItDownEndsItAndWhatDiesOrIsLeftIsLookedAfter() throws Exception {
    String environment = upRunsIt();
    showsOneOrganizationsEventsEachOnce();
    startsAPartThatDiesAgainAndCountsIt();
    String backup = project.resolve("backup").toString();
    downEndsIt(backup);
    itIsTheSameAfterwards(environment, backup);
    whatAKilledSupervisorLeavesIsEnded();
  }

  /** The environment that it tells of. */
  private String upRunsIt() {
    assertThat(run("env")).isEqualTo(1);
    assertThat(run("status")).isEqualTo(1);

    int gateway = ports.next();
    assertThat(up(gateway)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("http://127.0.0.1:" + gateway)
        .contains("eval \"$(./postroom env)\"")
        .contains("aws workmail create-organization --alias example");
    List<RecordedProcess> processes = processes();
    assertThat(processes).hasSize(10).allMatch(RecordedProcess::isAlive);

    assertThat(up(ports.next())).isZero();
    assertThat(out.toString()).contains("nothing was changed").contains(":" + gateway);
    assertThat(processes()).isEqualTo(processes);

    assertThat(run("status")).isZero();
    assertThat(out.toString().lines().filter(line -> line.endsWith("healthy"))).hasSize(10);

    assertThat(run("env")).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll("='.*'$", "")))
        .startsWith(
            "export AWS_ACCESS_KEY_ID",
            "export AWS_SECRET_ACCESS_KEY",
            "export AWS_REGION",
            "export AWS_DEFAULT_REGION",
            "export AWS_ENDPOINT_URL_WORKMAIL")
        .contains(
            "export POSTROOM_ACCOUNT",
            "export AWS_ENDPOINT_URL_S3",
            "export POSTROOM_SMTP_URL",
            "export POSTROOM_IMAP_URL",
            "export POSTROOM_MAIL_URL",
            "export POSTROOM_MAIL_POLICY_URL",
            "export POSTROOM_MAIL_TOKEN");
    String environment = out.toString();

    assertThat(run("logs", "kafka")).isZero();
    assertThat(out.toString()).contains("kafka");
    assertThat(run("events", "republish")).isZero();
    assertThat(out.toString().lines().filter(line -> line.endsWith("published again"))).hasSize(4);
    assertThat(run("events", "retell")).as(err.toString()).isZero();
    assertThat(out.toString().lines().filter(line -> line.endsWith("tells anew"))).hasSize(4);
    return environment;
  }

  private void downEndsIt(String backup) {
    List<RecordedProcess> processes = processes();
    assertThat(run("backup", backup)).as(err.toString()).isZero();
    assertThat(run("keys", "retire")).as(err.toString()).isZero();

    assertThat(run("down")).isZero();
    assertThat(processes).noneMatch(RecordedProcess::isAlive);
    assertThat(run("down")).isZero();
    // The fakes have no tables that could be restored; nothing but the disk takes the record.
    assertThat(run("restore", backup, "--only", "policy")).isEqualTo(1);
  }

  private void itIsTheSameAfterwards(String environment, String backup) {
    assertThat(run("up")).as(err.toString()).isZero();
    assertThat(run("env")).isZero();
    assertThat(out.toString()).isEqualTo(environment);
    assertThat(operatorsRecords())
        .containsExactlyInAnyOrder(
            "BackUp " + backup + ": null",
            "RetireSealingKeys null: null",
            "RestoreBackup " + backup + ": InternalFailure");
  }

  /** What was done to what, and the error. */
  private List<String> operatorsRecords() {
    try (AuditLog audit = new AuditLog("127.0.0.1:" + part("kafka").port())) {
      audit.assertWhole();
      assertThat(audit.records())
          .extracting(record -> record.at("/userIdentity/principalId").asText())
          .containsOnly(System.getProperty("user.name"));
      return audit.records().stream()
          .map(
              record ->
                  record.path("eventName").asText()
                      + ' '
                      + record.at("/requestParameters/directory").textValue()
                      + ": "
                      + record.path("errorCode").textValue())
          .toList();
    }
  }

  @Test
  void aFailedStartNamesThePartShowsItsLogAndLeavesNothing() throws IOException {
    FakeService.project(project, false);
    assertThat(up(ports.next())).isEqualTo(1);
    assertThat(err.toString()).contains("gateway did not start").contains("the fake is broken");
    assertThat(processes()).noneMatch(RecordedProcess::isAlive);
    assertThat(state().phase()).isEqualTo(InstallationState.Phase.FAILED);
    assertThat(state().message()).contains("the fake is broken");
  }

  @Test
  void aBusyGatewayPortIsRefusedInOneSentence() throws IOException {
    int port = ports.next();
    try (java.net.ServerSocket other =
        new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress())) {
      assertThat(other.isBound()).isTrue();
      assertThat(up(port)).isEqualTo(1);
    }
    assertThat(err.toString().strip())
        .isEqualTo(
            "Port %d is in use by another program; choose another one with --gateway-port."
                .formatted(port));
  }

  private void showsOneOrganizationsEventsEachOnce() throws Exception {
    publish(ORGANIZATION, 1, "org.postroom.directory.UserCreated.v1");
    publish(ORGANIZATION, 2, "org.postroom.directory.UserUpdated.v1");
    publish("m-ffffffffffffffffffffffffffffffff", 1, "org.postroom.directory.UserDeleted.v1");
    publish(ORGANIZATION, 1, "org.postroom.directory.UserCreated.v1");
    publish(ORGANIZATION, 2, "org.postroom.directory.UserUpdated.v1");

    assertThat(run("events", ORGANIZATION, "--no-follow")).isZero();
    assertThat(out.toString().lines().filter(line -> line.contains("org.postroom")))
        .hasSize(2)
        .satisfiesExactly(
            line -> assertThat(line).contains("1/1").contains("UserCreated"),
            line -> assertThat(line).contains("1/2").contains("UserUpdated"));

    assertThat(run("events", ORGANIZATION, "--no-follow", "--no-from-beginning")).isZero();
    assertThat(out.toString()).isEmpty();
  }

  private void startsAPartThatDiesAgainAndCountsIt() {
    long before = part("directory").process().pid();
    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(part("directory").restarts()).isEqualTo(1);
              assertThat(run("status")).isZero();
            });
    assertThat(part("directory").process().pid()).isNotEqualTo(before);
  }

  private void whatAKilledSupervisorLeavesIsEnded() {
    List<RecordedProcess> first = processes();
    kill(first.get(0));
    assertThat(run("status")).isEqualTo(1);
    assertThat(out.toString()).contains("9 parts run on");

    assertThat(run("up")).as(err.toString()).isZero();
    List<RecordedProcess> second = processes();
    assertThat(first).noneMatch(RecordedProcess::isAlive);
    assertThat(second).allMatch(RecordedProcess::isAlive);

    kill(second.get(0));
    assertThat(run("down")).isZero();
    assertThat(second).noneMatch(RecordedProcess::isAlive);
  }

  private static void kill(RecordedProcess process) {
    process.find().orElseThrow().destroyForcibly();
    assertThat(process.awaitEnd(Duration.ofSeconds(30))).isTrue();
  }

  private void publish(String organization, long sequence, String type) throws Exception {
    EventEnvelope event =
        new EventEnvelope(
            "id-" + sequence,
            "/postroom/directory",
            type,
            Instant.EPOCH,
            organization,
            "123456789012",
            1,
            sequence,
            "cause",
            "{}".getBytes(UTF_8));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>("directory.events.v1", organization.getBytes(UTF_8), event.data());
    event.headers().forEach((name, value) -> record.headers().add(name, value));
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", "127.0.0.1:" + part("kafka").port()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }

  private int up(int gatewayPort) {
    List<String> arguments = new ArrayList<>(List.of("up", "--gateway-port=" + gatewayPort));
    for (Port port : Port.values()) {
      if (port != Port.GATEWAY) {
        arguments.add(port.option() + "=" + ports.next());
      }
    }
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    return PostroomCommand.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  private InstallationState state() {
    return InstallationState.read(DataDirectory.at(project.resolve(".postroom"))).orElseThrow();
  }

  private PartState part(String name) {
    return state().parts().stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The supervisor, then the parts, as far as they were started. */
  private List<RecordedProcess> processes() {
    List<RecordedProcess> processes = new ArrayList<>();
    processes.add(state().supervisor());
    state().parts().stream()
        .map(PartState::process)
        .filter(Objects::nonNull)
        .forEach(processes::add);
    return processes;
  }
}
