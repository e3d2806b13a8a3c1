package org.postroom.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postroom.contract.json.Json;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.local.DataDirectory;
import org.postroom.local.Port;
import org.postroom.mailserver.testing.TalkingClient;
import org.postroom.system.OwnOrganization.Entity;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.DescribeMailboxExportJobResponse;
import software.amazon.awssdk.services.workmail.model.MailboxExportJobState;

/**
 * Mailbox export from the mail that is sent to the zip that is fetched, over all that is between.
 */
@OnSystemAlone
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExportIT {
  /** 8-bit bytes in head and body, a bare line feed, a dot at the beginning of a line. */
  private static final byte[] LETTER =
      ("From: bob@example.net\r\nSubject: gr\u00fc\u00dfe\r\nX-Folded: one\r\n\ttwo\r\n\r\n"
              + "\u00ff\u00fe\nbare\r\n.dot\r\n")
          .getBytes(ISO_8859_1);

  private static final int MANY = 60;

  private final HttpClient http = HttpClient.newHttpClient();
  private RunningSystem.System system;
  private WorkMailClient client;
  private OwnOrganization own;

  @BeforeAll
  void begin(RunningSystem.System running) {
    system = running;
    client = running.client();
    own = OwnOrganization.in(running);
  }

  @AfterEach
  void openTheGate() {
    system.mailGate().open();
  }

  @Test
  void aMessageComesOutOfTheZipAsItWasDelivered() throws Exception {
    Entity ann = user();
    String alias = own.address("alias-" + ann.name());
    client.createAlias(r -> r.organizationId(own.id()).entityId(ann.id()).alias(alias));
    send(LETTER, own.address(ann), alias);
    byte[] delivered = inbox(ann);
    assertThat(delivered).endsWith(LETTER);

    String job = start(ann, DataDirectory.EXPORTS_BUCKET);
    DescribeMailboxExportJobResponse done = await(job, MailboxExportJobState.COMPLETED);
    assertThat(done.estimatedProgress()).isEqualTo(100);
    assertThat(done.endTime()).isAfter(done.startTime());
    assertThat(done.s3Path()).isEqualTo("exports/" + job + ".zip");
    assertThat(client.listMailboxExportJobs(r -> r.organizationId(own.id())).jobs())
        .anySatisfy(listed -> assertThat(listed.jobId()).isEqualTo(job));

    byte[] zip = object(job + ".zip");
    Map<String, byte[]> entries = entries(zip);
    assertThat(messages(entries)).containsExactly(delivered);
    JsonNode manifest = Json.mapper().readTree(entries.get("manifest.json"));
    assertThat(manifest.path("totalMessages").asInt()).isEqualTo(1);
    assertThat(manifest.path("totalBytes").asInt()).isEqualTo(delivered.length);
    assertThat(manifest.path("items").path(0).path("sha384Hash").asText())
        .isEqualTo(sha384(delivered));
    assertThat(new String(object(job + ".zip.sha384"), UTF_8)).startsWith(sha384(zip));
  }

  @Test
  void aCancelledJobLeavesNothing() throws Exception {
    String job = startInTheMiddle(userWithMuchMail(new ArrayList<>()));
    client.cancelMailboxExportJob(
        r -> r.organizationId(own.id()).jobId(job).clientToken(UUID.randomUUID().toString()));
    DescribeMailboxExportJobResponse cancelled = describe(job);
    assertThat(cancelled.state()).isEqualTo(MailboxExportJobState.CANCELLED);
    system.mailGate().open();
    assertThat(running()).doesNotContain(job);
    Awaitility.await("what was written is removed")
        .atMost(Duration.ofSeconds(30))
        .until(() -> status(job + ".zip") == 404 && !openUploads().contains(job));
    assertThat(describe(job).endTime()).isEqualTo(cancelled.endTime());
  }

  @Test
  void aJobWithoutABucketFailsAndSaysWhatIsMissing() throws Exception {
    String job = start(user(), "no-such-bucket");
    DescribeMailboxExportJobResponse failed = await(job, MailboxExportJobState.FAILED);
    assertThat(failed.errorInfo()).contains("no-such-bucket");
    assertThat(failed.endTime()).isNotNull();
  }

  @Test
  void killedInTheMiddleItIsCompletedAllTheSame() throws Exception {
    List<byte[]> sent = new ArrayList<>();
    Entity ann = userWithMuchMail(sent);
    String job = startInTheMiddle(ann);
    assertThat(running()).contains(job).contains(own.address(ann));

    system.kill("export");
    system.mailGate().open();
    await(job, MailboxExportJobState.COMPLETED);
    system.awaitHealthy();

    byte[] zip = object(job + ".zip");
    assertThat(new String(object(job + ".zip.sha384"), UTF_8)).startsWith(sha384(zip));
    assertThat(openUploads()).as("that of the worker that was killed too").doesNotContain(job);
    List<byte[]> exported = messages(entries(zip));
    assertThat(exported).hasSize(MANY);
    assertThat(exported.stream().map(ExportIT::subject).distinct()).hasSize(MANY);
    for (int i = 0; i < MANY; i++) {
      byte[] one = sent.get(i);
      assertThat(exported).as(subject(one)).anySatisfy(found -> assertThat(found).endsWith(one));
    }
  }

  /** A user who has a password and is registered. */
  private Entity user() {
    String name = own.newName();
    String id =
        client
            .createUser(
                r ->
                    r.organizationId(own.id())
                        .name(name)
                        .displayName("User " + name)
                        .password(OwnOrganization.PASSWORD))
            .userId();
    Entity user = new Entity(OwnOrganization.Kind.USER, id, name);
    own.register(user);
    return user;
  }

  private Entity userWithMuchMail(List<byte[]> sent) throws IOException {
    Entity user = user();
    String line = "0123456789".repeat(7) + "\r\n";
    try (TalkingClient smtp = new TalkingClient(system.installation().port(Port.SMTP))) {
      for (int i = 0; i < MANY; i++) {
        String message = "Subject: number " + i + "\r\n\r\n" + line.repeat(700);
        sent.add(message.getBytes(ISO_8859_1));
        assertThat(smtp.deliver(withoutLastLineEnd(message), own.address(user))).startsWith("250");
      }
    }
    return user;
  }

  /** A job that has told of some progress and makes no more until the gate is opened. */
  private String startInTheMiddle(Entity user) {
    system.mailGate().holdAfter(MANY / 2 * 50_000);
    String job = start(user, DataDirectory.EXPORTS_BUCKET);
    Awaitility.await("the export is in the middle")
        .atMost(Duration.ofSeconds(60))
        .until(() -> describe(job).estimatedProgress() > 0);
    assertThat(describe(job).state()).isEqualTo(MailboxExportJobState.RUNNING);
    return job;
  }

  private String start(Entity user, String bucket) {
    String account = system.installation().accessKey().account();
    return client
        .startMailboxExportJob(
            r ->
                r.organizationId(own.id())
                    .entityId(own.address(user))
                    .clientToken(UUID.randomUUID().toString())
                    .roleArn("arn:aws:iam::" + account + ":role/exports")
                    .kmsKeyArn("arn:aws:kms:us-east-1:" + account + ":key/trial")
                    .s3BucketName(bucket)
                    .s3Prefix("exports/"))
        .jobId();
  }

  private DescribeMailboxExportJobResponse describe(String job) {
    return client.describeMailboxExportJob(r -> r.organizationId(own.id()).jobId(job));
  }

  private DescribeMailboxExportJobResponse await(String job, MailboxExportJobState state) {
    WorkMailClient patient = system.patientClient();
    Awaitility.await("job " + job + " is " + state)
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                patient
                    .describeMailboxExportJob(r -> r.organizationId(own.id()).jobId(job))
                    .state(),
            now -> now != MailboxExportJobState.RUNNING);
    DescribeMailboxExportJobResponse found = describe(job);
    assertThat(found.state()).as(found.errorInfo()).isEqualTo(state);
    return found;
  }

  private void send(byte[] message, String... recipients) throws IOException {
    try (TalkingClient smtp = new TalkingClient(system.installation().port(Port.SMTP))) {
      assertThat(smtp.deliver(withoutLastLineEnd(new String(message, ISO_8859_1)), recipients))
          .startsWith("250");
    }
  }

  /** As SMTP wants it: the line end before the closing dot is the client's to send. */
  private static byte[] withoutLastLineEnd(String message) {
    return message
        .substring(0, message.length() - 2)
        .replace("\r\n.", "\r\n..")
        .getBytes(ISO_8859_1);
  }

  /** The first message of a user, as the user reads it. */
  private byte[] inbox(Entity user) throws IOException {
    try (TalkingClient imap = new TalkingClient(system.installation().port(Port.IMAP))) {
      assertThat(imap.imap("LOGIN " + own.address(user) + " wrong")).startsWith("NO");
      assertThat(imap.imap("LOGIN " + own.address(user) + " " + OwnOrganization.PASSWORD))
          .startsWith("OK");
      assertThat(imap.imap("SELECT INBOX")).startsWith("OK");
      return imap.message(1);
    }
  }

  /** What the operator is told of jobs that run. */
  private String running() throws IOException, InterruptedException {
    URI service = system.installation().serviceUrl(BoundedContext.EXPORT);
    HttpRequest request =
        HttpRequest.newBuilder(service.resolve("/internal/exports/running"))
            .header("Authorization", "Bearer " + system.installation().serviceCredential())
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private byte[] object(String name) throws IOException, InterruptedException {
    return http.send(ofObject(name), HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  private int status(String name) throws IOException, InterruptedException {
    return http.send(ofObject(name), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** The uploads that were begun and neither completed nor aborted. */
  private String openUploads() throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(inBucket("?uploads"), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpRequest ofObject(String name) {
    return inBucket("/exports/" + name);
  }

  private HttpRequest inBucket(String rest) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:%d/%s%s"
                    .formatted(
                        system.installation().port(Port.S3), DataDirectory.EXPORTS_BUCKET, rest)))
        .build();
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertThat(entries.put(entry.getName(), in.readAllBytes())).isNull();
      }
    }
    return entries;
  }

  private static List<byte[]> messages(Map<String, byte[]> entries) {
    return entries.entrySet().stream()
        .filter(entry -> entry.getKey().endsWith(".eml"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String subject(byte[] message) {
    return new String(message, ISO_8859_1)
        .lines()
        .filter(line -> line.startsWith("Subject:"))
        .findFirst()
        .orElseThrow();
  }

  private static String sha384(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-384").digest(bytes));
  }
}
