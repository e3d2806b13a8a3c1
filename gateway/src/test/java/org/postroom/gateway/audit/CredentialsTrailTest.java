package org.postroom.gateway.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.audit.AuditRecord;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.gateway.kit.GatewayWorld;

class CredentialsTrailTest {
  private static final String ALLOWED =
      "{'Statement':{'Effect':'Allow','Action':'%s','Resource':'*'}}";

  private final List<AuditRecord> records = new ArrayList<>();
  private CompletableFuture<Void> outcome = CompletableFuture.completedFuture(null);
  private Path path;
  private CredentialsTrail trail;

  @TempDir Path directory;

  @BeforeEach
  void open() throws IOException {
    path = directory.resolve("credentials.json");
    write(key("AKIAONE", "1", "one secret", "*"), key("AKIATWO", "2", "two secret", "*"));
    trail =
        new CredentialsTrail(
            new CredentialsFile(path, GatewayWorld.sealer()),
            "us-east-1",
            this::written,
            Clock.systemUTC());
  }

  @Test
  void atTheStartAllKeysAreOnRecordWithTheirAccounts() {
    trail.start();
    assertThat(records).hasSize(1);
    AuditRecord record = records.get(0);
    assertThat(record.eventName()).isEqualTo("TakeUpCredentials");
    assertThat(record.eventType()).isEqualTo("AwsServiceEvent");
    assertThat(record.userIdentity().type()).isEqualTo("Operator");
    assertThat(record.readOnly()).isFalse();
    assertThat(record.requestParameters().path("atStart").asBoolean()).isTrue();
    assertThat(record.requestParameters().path("file").asText()).isEqualTo(path.toString());
    assertThat(keys(record))
        .containsExactly("111111111111 AKIAONE added []", "222222222222 AKIATWO added []");
  }

  @Test
  void whatAChangedFileAddsRemovesAndChangesIsOnRecordAndNothingElse() throws IOException {
    trail.look();
    assertThat(records).isEmpty();
    write(
        key("AKIAONE", "1", "another secret", "workmail:List*"),
        key("AKIATWO", "2", "two secret", "*"),
        key("AKIATHREE", "2", "three secret", "*"));
    trail.look();
    trail.look();
    assertThat(records).hasSize(1);
    assertThat(keys(records.get(0)))
        .containsExactly(
            "111111111111 AKIAONE changed [secretAccessKey, policy]",
            "222222222222 AKIATHREE added []");
    assertThat(records.get(0).requestParameters().path("atStart").asBoolean()).isFalse();

    write(key("AKIATWO", "3", "two secret", "*"), key("AKIATHREE", "2", "three secret", "*"));
    trail.look();
    assertThat(keys(records.get(1)))
        .containsExactly(
            "111111111111 AKIAONE removed []",
            "222222222222 AKIATWO removed []",
            "333333333333 AKIATWO added []");
    assertThat(texts()).doesNotContain("secret\"", "another", "workmail:List");
  }

  @Test
  void ratesOfAccountsAreOnRecordToo() throws IOException {
    Files.writeString(
        path,
        Files.readString(path)
            .replaceFirst("\\{", "{\"accounts\":{\"222222222222\":{\"requestsPerSecond\":7}},"));
    trail.look();
    assertThat(keys(records.get(0))).isEmpty();
    assertThat(records.get(0).requestParameters().path("accountsWithOtherRates").toString())
        .isEqualTo("[\"222222222222\"]");
  }

  @Test
  void aFileThatIsRefusedIsOnRecordOnceWithTheReason() throws IOException {
    Files.writeString(path, Files.readString(path).replace("AKIATWO", "AKIAONE"));
    trail.look();
    trail.look();
    assertThat(records).hasSize(1);
    assertThat(records.get(0).errorCode()).isEqualTo("ValidationException");
    assertThat(records.get(0).errorMessage()).isEqualTo("access key AKIAONE is double");
    Files.delete(path);
    trail.look();
    assertThat(records.get(1).errorMessage()).isEqualTo("it cannot be read");
    assertThat(texts()).doesNotContain("one secret", "two secret");
  }

  @Test
  void manyKeysAreOnRecordWholeInSeveralRecords() throws IOException {
    write(
        IntStream.range(0, 1_800)
            .mapToObj(i -> key("A".repeat(120) + i, "1", "a secret", "*"))
            .toArray(String[]::new));
    trail.look();
    assertThat(records.stream().mapToInt(record -> keys(record).size()).sum()).isEqualTo(1_802);
    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(new String(record.json())).contains("AAAA").doesNotContain("omitted"));
  }

  @Test
  void whatCannotBeWrittenIsWrittenLater() {
    outcome = CompletableFuture.failedFuture(new IllegalStateException("away"));
    trail.start();
    trail.look();
    outcome = CompletableFuture.completedFuture(null);
    records.clear();
    trail.look();
    trail.look();
    assertThat(records).hasSize(1);
  }

  private String texts() {
    return records.stream().map(record -> new String(record.json())).collect(Collectors.joining());
  }

  private static List<String> keys(AuditRecord record) {
    List<String> keys = new ArrayList<>();
    for (JsonNode key : record.requestParameters().path("accessKeys")) {
      List<String> members = new ArrayList<>();
      key.path("members").forEach(member -> members.add(member.asText()));
      keys.add(
          key.path("accountId").asText()
              + ' '
              + key.path("accessKeyId").asText()
              + ' '
              + key.path("change").asText()
              + ' '
              + members);
    }
    return keys;
  }

  private void write(String... keys) throws IOException {
    Files.writeString(path, "{\"credentials\":[" + String.join(",", keys) + "]}");
  }

  private static String key(String id, String digit, String secret, String action) {
    return "{'accessKeyId':'%s','secretAccessKey':'%s','account':'%s','principal':'%s','policy':%s}"
        .formatted(id, secret, digit.repeat(12), "arn:aws:iam::1:user/a", ALLOWED.formatted(action))
        .replace('\'', '"');
  }

  private CompletionStage<Void> written(AuditRecord record) {
    records.add(record);
    return outcome;
  }
}
