package org.postroom.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.amazonaws.services.cloudtrail.processinglibrary.model.CloudTrailEventData;
import com.amazonaws.services.cloudtrail.processinglibrary.serializer.DefaultEventSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.export.AuditExport;
import org.postroom.audit.export.ExportDestination;
import org.postroom.audit.export.Leeway;
import org.postroom.audit.verify.AuditTopicReader;
import org.postroom.audit.verify.Finding;
import org.postroom.audit.verify.Verification;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.message.Caller;
import org.postroom.contract.message.Topics;
import org.postroom.contract.operation.Operation;
import org.postroom.contract.operation.OperationTable;
import org.postroom.embedded.TestInfrastructure;

/** Written to a broker, verified and exported from there. */
class AuditTopicIT {
  private static final String REGION = "us-east-1";
  private static final int KINDS = 5;
  private static final Caller CALLER =
      new Caller(
          "123456789012", "arn:aws:iam::123456789012:user/admin", "AKIA", "192.0.2.1", "aws-cli");

  @TempDir Path directory;
  private Map<String, Object> connection;

  @BeforeEach
  void topic() {
    TestInfrastructure infrastructure = TestInfrastructure.shared();
    infrastructure.createTopics(List.of(Topics.AUDIT), 4);
    connection = Map.of("bootstrap.servers", infrastructure.bootstrapServers());
  }

  @Test
  void whatIsWrittenIsWholeExportedOnceAndReadByAmazonsLibrary() throws IOException {
    List<String> requestIds = writeOneOfEachOperation();
    assertThat(verify().findings()).isEmpty();

    Path exported = directory.resolve("exported");
    assertThat(export(exported).records()).isEqualTo(requestIds.size());
    assertThat(export(exported).records()).isZero();
    List<CloudTrailEventData> events = read(exported);
    assertThat(events)
        .extracting(event -> event.getRequestId().toString())
        .containsExactlyInAnyOrderElementsOf(requestIds);
    assertThat(events)
        .extracting(
            CloudTrailEventData::getEventSource,
            CloudTrailEventData::getRecipientAccountId,
            event -> event.getUserIdentity().getUserName(),
            CloudTrailEventData::getEventType)
        .containsOnly(tuple("workmail.amazonaws.com", "123456789012", "admin", "AwsApiCall"));
    assertThat(events)
        .extracting(CloudTrailEventData::getEventName)
        .containsExactlyInAnyOrderElementsOf(
            OperationTable.all().stream().map(Operation::name).toList());

    List<String> more = writeOneOfEachOperation();
    assertThat(export(exported).records()).isEqualTo(more.size());
    assertThat(read(exported)).hasSize(requestIds.size() + more.size());
    recordsOfAllKindsAreReadByAmazonsLibrary();
    assertThat(verify().findings()).isEmpty();

    forge();
    // What is known of a chain's beginning is looked up in a second reading.
    assertThat(verify(new ChainHead("gateway/forged/1", 1, Chain.GENESIS)).findings())
        .extracting(Finding::kind, Finding::writer, Finding::number)
        .containsExactlyInAnyOrder(
            tuple(Finding.Kind.MISSING, "gateway/forged/1", 1L),
            tuple(Finding.Kind.FORGED, "unknown", 0L));
    exportRefusesWhatIsNotDueAndGoesOnWhenTold(exported, requestIds.size() + more.size() + KINDS);
  }

  /** Besides refusals, which have been read before. */
  private void recordsOfAllKindsAreReadByAmazonsLibrary() throws IOException {
    Path exported = directory.resolve("kinds");
    Operation<?, ?> change = OperationTable.byName("CreateUser").orElseThrow();
    Instant now = Clock.systemUTC().instant();
    write(
        List.of(
            AuditRecordBuilder.call(change, REGION, now)
                .caller(CALLER)
                .requestId("success")
                .ofEffect()
                .request(new FilledRecords().fill(change.requestType()))
                .response(new FilledRecords().fill(change.responseType()))
                .additional("commandId", "c-1")
                .build(),
            AuditRecordBuilder.call(change, REGION, now)
                .caller(CALLER)
                .requestId("unknown outcome")
                .outcomeUnknown()
                .refused(ErrorCode.SERVICE_UNAVAILABLE, "no reply")
                .build(),
            AuditRecordBuilder.unknownCall(null, REGION, now)
                .identity(UserIdentity.unknown("AKIANOBODY"))
                .from("192.0.2.9", "curl")
                .requestId("unauthenticated")
                .refused(ErrorCode.UNRECOGNIZED_CLIENT, "who?")
                .count(17)
                .build(),
            AuditRecordBuilder.event("Authenticate", true, REGION, now)
                .identity(UserIdentity.mailServer("123456789012", "mx"))
                .requestId("mail server")
                .additional("outcome", "WRONG")
                .build(),
            AuditRecordBuilder.event("BackUp", false, REGION, now)
                .identity(UserIdentity.operator("root"))
                .parameter("directory", "/backups")
                .build()));
    AuditExport export =
        new AuditExport(
            ExportDestination.directory(exported),
            directory.resolve("kinds.json"),
            "topic",
            Leeway.NONE);
    try (AuditTopicReader reader = new AuditTopicReader(connection)) {
      export.run(reader);
    }
    assertThat(read(exported))
        .extracting(
            CloudTrailEventData::getEventName,
            CloudTrailEventData::getEventType,
            event -> event.getUserIdentity().getIdentityType(),
            CloudTrailEventData::getErrorCode,
            event -> event.getResponseElements() != null,
            CloudTrailEventData::getAdditionalEventData)
        .contains(
            tuple("CreateUser", "AwsApiCall", "IAMUser", null, true, "{\"commandId\":\"c-1\"}"),
            tuple(
                "CreateUser",
                "AwsApiCall",
                "IAMUser",
                "ServiceUnavailable",
                false,
                "{\"outcomeUnknown\":true}"),
            tuple(
                "Unknown",
                "AwsApiCall",
                "Unknown",
                "UnrecognizedClientException",
                false,
                "{\"count\":17}"),
            tuple(
                "Authenticate",
                "AwsServiceEvent",
                "MailServer",
                null,
                false,
                "{\"outcome\":\"WRONG\"}"),
            tuple("BackUp", "AwsServiceEvent", "Operator", null, false, null));
  }

  private void exportRefusesWhatIsNotDueAndGoesOnWhenTold(Path exported, int before)
      throws IOException {
    List<String> more = writeOneOfEachOperation();
    String gap = "writer=gateway/forged/1 number=2 at 2:";
    assertThatThrownBy(() -> export(exported))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(gap)
        .hasMessageContaining("where number 1 is due")
        .hasMessageContaining("is no entry");
    // It goes on neither by itself nor in another partition.
    assertThatThrownBy(() -> export(exported)).hasMessageContaining(gap);
    String refusals = catchThrowable(() -> export(exported)).getMessage();
    Set<String> noEntries =
        Pattern.compile("at (\\d+:\\d+) is no entry")
            .matcher(refusals)
            .results()
            .map(result -> result.group(1))
            .collect(Collectors.toSet());
    AuditExport last =
        export(exported, new Leeway(false, Map.of("gateway/forged/1", 2L), noEntries));
    assertThat(last.expired()).isEmpty();
    assertThat(read(exported)).hasSize(before + more.size());
  }

  private List<String> writeOneOfEachOperation() {
    List<String> requestIds = new ArrayList<>();
    List<AuditRecord> records = new ArrayList<>();
    for (Operation<?, ?> operation : OperationTable.all()) {
      String requestId = UUID.randomUUID().toString();
      requestIds.add(requestId);
      records.add(
          AuditRecordBuilder.call(operation, REGION, Clock.systemUTC().instant())
              .caller(CALLER)
              .requestId(requestId)
              .request(new FilledRecords().fill(operation.requestType()))
              .refused(ErrorCode.INVALID_PARAMETER, "no")
              .build());
    }
    write(records);
    return requestIds;
  }

  private void write(List<AuditRecord> records) {
    List<CompletableFuture<Void>> written = new ArrayList<>();
    try (SpoolingAuditWriter writer =
        new SpoolingAuditWriter(
            new AuditWriterSettings(
                "gateway/it",
                directory.resolve("spool"),
                4,
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                1_000,
                1 << 20),
            AuditProducers.of(connection),
            Clock.systemUTC())) {
      records.forEach(record -> written.add(writer.write(record).toCompletableFuture()));
      CompletableFuture.allOf(written.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  private Verification verify(ChainHead... known) throws IOException {
    Verification verification = new Verification();
    Stream.of(known).forEach(head -> verification.expect(head, "the test"));
    SpoolDirectory.memory(directory.resolve("spool"))
        .heads()
        .forEach(head -> verification.expect(head, "the gateway"));
    try (AuditTopicReader reader = new AuditTopicReader(connection)) {
      verification.run(reader);
    }
    return verification;
  }

  private AuditExport export(Path to) {
    return export(to, Leeway.NONE);
  }

  private AuditExport export(Path to, Leeway leeway) {
    AuditExport export =
        new AuditExport(
            ExportDestination.directory(to), directory.resolve("position.json"), "topic", leeway);
    try (AuditTopicReader reader = new AuditTopicReader(connection)) {
      export.run(reader);
    }
    return export;
  }

  /** An entry that says it is the second of a chain, and something that is no entry. */
  private void forge() {
    Chain chain = new Chain(new ChainHead("gateway/forged/1", 1, Chain.GENESIS));
    ChainEntry entry =
        chain.next(EntryType.CHECKPOINT, Clock.systemUTC().instant(), new byte[] {'{', '}'});
    try (Producer<String, byte[]> producer = AuditProducers.of(connection).get()) {
      producer.send(AuditProducers.record(entry, 2));
      producer.send(new ProducerRecord<>(Topics.AUDIT, 1, "?", new byte[] {'?'}));
      producer.flush();
    }
  }

  private static List<CloudTrailEventData> read(Path exported) throws IOException {
    List<CloudTrailEventData> events = new ArrayList<>();
    try (Stream<Path> files = Files.walk(exported)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(exported.relativize(file).toString())
            .matches(
                "AWSLogs/\\d{12}/CloudTrail/us-east-1/\\d{4}/\\d\\d/\\d\\d/"
                    + "\\d{12}_CloudTrail_us-east-1_\\d{8}T\\d{4}Z_[0-9a-f]{16}\\.json\\.gz");
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
          DefaultEventSerializer serializer =
              new DefaultEventSerializer(null, new ObjectMapper().getFactory().createParser(in));
          while (serializer.hasNextEvent()) {
            events.add(serializer.getNextEvent().getEventData());
          }
        }
      }
    }
    return events;
  }
}
