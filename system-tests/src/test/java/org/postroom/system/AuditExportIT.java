package org.postroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.json.Json;
import org.postroom.local.AccessKey;
import org.postroom.local.DataDirectory;
import org.postroom.local.Port;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/** {@code ./postroom audit export} into a store, as who runs it every night finds its files. */
@OnSharedSystem
class AuditExportIT {
  private static final String ACCOUNT = "666666666666";
  private static final String PREFIX = "audit-export-it";
  private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private RunningSystem.System system;

  @TempDir Path directory;

  @Test
  void eachRecordIsInTheStoreOnceInAFileOfItsAccount(RunningSystem.System running)
      throws Exception {
    system = running;
    AccessKey key = running.newKey("AKIAAUDITEXPORT00000", ACCOUNT);
    try (WorkMailClient client = running.client(key)) {
      Set<String> first = calls(client, 3);
      export();
      List<String> exported = exported();
      assertThat(exported).containsAll(first).doesNotHaveDuplicates();

      Set<String> second = calls(client, 2);
      assertThat(exported).doesNotContainAnyElementsOf(second);
      export();
      assertThat(exported()).containsAll(first).containsAll(second).doesNotHaveDuplicates();
    }
  }

  /** Makes calls of which the topic has the records; their request ids. */
  private Set<String> calls(WorkMailClient client, int count) {
    Set<String> ids = new TreeSet<>();
    for (int i = 0; i < count; i++) {
      ids.add(client.listOrganizations().responseMetadata().requestId());
    }
    assertThat(AuditRecords.read(system.bootstrapServers(), ids, PATIENCE, record -> {})).isEmpty();
    return ids;
  }

  private void export() throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory, "export", ".log");
    ProcessBuilder command =
        new ProcessBuilder(
                "../postroom",
                "audit",
                "export",
                "--bootstrap-servers",
                system.bootstrapServers(),
                "--to",
                "s3://" + DataDirectory.EXPORTS_BUCKET + '/' + PREFIX,
                "--endpoint",
                store("").toString(),
                "--position",
                directory.resolve("position").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    command.environment().put("AWS_ACCESS_KEY_ID", "any");
    command.environment().put("AWS_SECRET_ACCESS_KEY", "any");
    Process process = command.start();
    try {
      assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
      assertThat(process.exitValue()).as("%s", Files.readString(log)).isZero();
      assertThat(Files.readString(log)).containsPattern("[1-9][0-9]* records in [1-9][0-9]* files");
    } finally {
      process.destroyForcibly();
    }
  }

  /** The requests of the account that the files in the store are about. */
  private List<String> exported() throws IOException, InterruptedException {
    String ofAccount = PREFIX + "/AWSLogs/" + ACCOUNT + "/CloudTrail/";
    String listing =
        new String(
            get("/%s?list-type=2&prefix=%s".formatted(DataDirectory.EXPORTS_BUCKET, ofAccount)),
            UTF_8);
    List<String> requests = new ArrayList<>();
    for (String key : KEY.matcher(listing).results().map(found -> found.group(1)).toList()) {
      assertThat(key).startsWith(ofAccount).endsWith(".json.gz");
      byte[] file = get('/' + DataDirectory.EXPORTS_BUCKET + '/' + key);
      try (GZIPInputStream json = new GZIPInputStream(new ByteArrayInputStream(file))) {
        for (JsonNode record : Json.mapper().readTree(json).path("Records")) {
          assertThat(record.path("recipientAccountId").asText()).isEqualTo(ACCOUNT);
          requests.add(AuditRecords.requestOf(record));
        }
      }
    }
    return requests;
  }

  private byte[] get(String path) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        http.send(HttpRequest.newBuilder(store(path)).build(), BodyHandlers.ofByteArray());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private URI store(String path) {
    return URI.create("http://127.0.0.1:" + system.installation().port(Port.S3) + path);
  }
}
