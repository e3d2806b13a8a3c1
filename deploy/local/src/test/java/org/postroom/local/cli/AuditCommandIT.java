package org.postroom.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.AuditProducers;
import org.postroom.audit.AuditRecordBuilder;
import org.postroom.audit.AuditWriterSettings;
import org.postroom.audit.Chain;
import org.postroom.audit.ChainEntry;
import org.postroom.audit.ChainHead;
import org.postroom.audit.EntryType;
import org.postroom.audit.SpoolingAuditWriter;
import org.postroom.contract.message.Topics;
import org.postroom.embedded.TestInfrastructure;
import org.postroom.local.DataDirectory;

/** An auditor's commands against an installation that {@code ./postroom up} has not started. */
class AuditCommandIT {
  private static final String CREDENTIAL = "the-credential-of-services-0123456789";
  private static final String LANE = "directory/1/2";
  private static final String HEADS = "/internal/audit/heads";

  @TempDir Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private String broker;
  private Path kafkaConfig;
  private Path credential;
  private Path spools;
  private HttpServer service;
  private List<ChainHead> heads = List.of();

  @BeforeEach
  void installation() throws Exception {
    TestInfrastructure infrastructure = TestInfrastructure.shared();
    infrastructure.createTopics(List.of(Topics.AUDIT), 4);
    broker = infrastructure.bootstrapServers();
    kafkaConfig =
        Files.writeString(
            directory.resolve("kafka.properties"),
            "security.protocol=PLAINTEXT\nbootstrap.servers=" + broker + "\n");
    credential = Files.writeString(directory.resolve("credential"), CREDENTIAL + "\n");
    spools = directory.resolve("spools");
    service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    service.createContext(
        HEADS,
        exchange -> {
          String shown = exchange.getRequestHeaders().getFirst("Authorization");
          boolean isKnown = ("Bearer " + CREDENTIAL).equals(shown);
          byte[] body = answer(heads);
          exchange.sendResponseHeaders(isKnown ? 200 : 401, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    service.start();
  }

  @AfterEach
  void stop() {
    service.stop(0);
  }

  /** One story, since what is once on the topic stays there. */
  @Test
  void anAuditorFindsOutWhatIsWrongAndExportsWhatIsNot() throws Exception {
    writeAsGateway(3);
    Chain lane = new Chain(LANE);
    publish(2, lane, 3);
    heads = List.of(lane.head());
    aWholeStreamIsWhole();
    whatCannotBeAskedIsSaid();
    aMissingEndIsFoundByWhatServicesKnow(lane.head());
    whatAProcessHasLostIsSaid();
    publish(1, new Chain("gateway/invented/1"), 1);
    aWriterOfWhomNobodyKnowsIsToldApart();
    Chain altered = new Chain("gateway/altered/1");
    ChainEntry first = publish(3, altered, 1);
    send(3, List.of(changed(entry(altered))));
    anAlteredEntryIsFound();
    exportEndsBeforeAnAlteredEntryUnlessItIsLeftOut(first);
  }

  private void aWholeStreamIsWhole() {
    assertThat(verify("--heads", url(), "--service-credential", credential.toString()))
        .as(out + " " + err)
        .isZero();
    assertThat(out.toString())
        .contains("nothing is missing, altered or reordered")
        .contains(LANE)
        .doesNotContain("NOT WHOLE", "UNKNOWN");
  }

  private void whatCannotBeAskedIsSaid() throws IOException {
    assertThat(verify()).isEqualTo(1);
    assertThat(out.toString()).contains("see --heads");
    Path wrong = Files.writeString(directory.resolve("wrong"), "another");
    assertThat(verify("--heads", url(), "--service-credential", wrong.toString())).isEqualTo(1);
    assertThat(out.toString()).contains(url(), "it answers 401");
    Path none = Files.writeString(directory.resolve("none.json"), "{}");
    assertThat(verify("--heads", none.toString())).isEqualTo(1);
    assertThat(out.toString()).contains("none.json", "no answer of a service");
  }

  private void aMissingEndIsFoundByWhatServicesKnow(ChainHead head) throws IOException {
    Path answer = directory.resolve("directory.json");
    Files.write(answer, answer(List.of(head)));
    assertThat(verify("--heads", answer.toString())).as(out.toString()).isZero();
    Files.write(answer, answer(List.of(new ChainHead(LANE, head.number() + 1, head.hash()))));
    assertThat(verify("--heads", answer.toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("MISSING writer=" + LANE + " number=4")
        .contains("NOT WHOLE");
  }

  private void whatAProcessHasLostIsSaid() throws IOException {
    for (String name : List.of("gateway_it_0.head", "gateway_it_0.damaged")) {
      Path file = Files.write(spools.resolve("gateway").resolve(name), new byte[512]);
      assertThat(verify("--heads", url(), "--service-credential", credential.toString()))
          .isEqualTo(1);
      assertThat(out.toString()).contains(name);
      Files.delete(file);
    }
  }

  private void aWriterOfWhomNobodyKnowsIsToldApart() {
    assertThat(verify("--heads", url(), "--service-credential", credential.toString())).isZero();
    assertThat(out.toString().lines().filter(line -> line.endsWith(", UNKNOWN")))
        .singleElement()
        .satisfies(line -> assertThat(line).startsWith("gateway/invented/1 "));
    assertThat(out.toString()).contains("1 writers are UNKNOWN");
  }

  private void anAlteredEntryIsFound() {
    assertThat(verify("--heads", url(), "--service-credential", credential.toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("ALTERED writer=gateway/altered/1 number=2");
  }

  private void exportEndsBeforeAnAlteredEntryUnlessItIsLeftOut(ChainEntry first)
      throws IOException {
    assertThat(first.number()).isEqualTo(1);
    Path files = directory.resolve("files");
    String to = "file:" + files;
    String position = directory.resolve("position.json").toString();
    assertThat(export("--to", to, "--position", position)).isEqualTo(1);
    assertThat(err.toString())
        .contains("writer=gateway/altered/1 number=2")
        .contains("does not have the hash that it names");
    assertThat(out.toString()).contains("8 records");
    Matcher place = Pattern.compile("at (3:\\d+) ").matcher(err.toString());
    assertThat(place.find()).isTrue();
    assertThat(export("--to", to, "--position", position, "--leave-out", place.group(1)))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("0 records");
    assertThat(files).isDirectoryRecursivelyContaining("glob:**.json.gz");
  }

  private int verify(String... options) {
    List<String> arguments =
        new ArrayList<>(
            List.of("audit", "verify", "--kafka-config", kafkaConfig.toString(), "--spool"));
    arguments.add(spools.toString());
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  private int export(String... options) {
    List<String> arguments = new ArrayList<>(List.of("audit", "export", "--bootstrap-servers"));
    arguments.add(broker);
    arguments.addAll(List.of(options));
    return run(arguments);
  }

  private int run(List<String> arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return PostroomCommand.run(
        new PrintWriter(out, true), new PrintWriter(err, true), arguments.toArray(String[]::new));
  }

  private String url() {
    return "http://127.0.0.1:" + service.getAddress().getPort();
  }

  private static byte[] answer(List<ChainHead> heads) throws IOException {
    return DataDirectory.JSON.writeValueAsBytes(Map.of("heads", heads));
  }

  private void writeAsGateway(int records) throws Exception {
    AuditWriterSettings settings =
        new AuditWriterSettings(
            "gateway/it",
            spools.resolve("gateway"),
            4,
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            100,
            1 << 20);
    try (SpoolingAuditWriter writer =
        new SpoolingAuditWriter(
            settings, AuditProducers.of(Map.of("bootstrap.servers", broker)), Clock.systemUTC())) {
      for (int i = 0; i < records; i++) {
        writer
            .write(AuditRecordBuilder.unknownCall("Nothing", "us-east-1", Instant.EPOCH).build())
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
      }
    }
  }

  private ChainEntry publish(int partition, Chain chain, int records) throws Exception {
    List<ChainEntry> entries = new ArrayList<>();
    for (int i = 0; i < records; i++) {
      entries.add(entry(chain));
    }
    send(partition, entries);
    return entries.get(0);
  }

  private static ChainEntry entry(Chain chain) {
    return chain.next(
        EntryType.RECORD, Instant.EPOCH, "{\"eventVersion\":\"1.11\"}".getBytes(UTF_8));
  }

  private static ChainEntry changed(ChainEntry entry) {
    return new ChainEntry(
        entry.writer(),
        entry.number(),
        entry.type(),
        entry.time(),
        entry.previous(),
        entry.hash(),
        "{\"eventVersion\":\"1.12\"}".getBytes(UTF_8));
  }

  private void send(int partition, List<ChainEntry> entries) throws Exception {
    try (Producer<String, byte[]> producer =
        AuditProducers.of(Map.of("bootstrap.servers", broker)).get()) {
      for (ChainEntry entry : entries) {
        producer.send(AuditProducers.record(entry, partition)).get(30, TimeUnit.SECONDS);
      }
    }
  }
}
