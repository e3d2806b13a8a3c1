package org.postroom.export.objectstore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postroom.export.testing.ExportBench.ORDER;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postroom.export.run.ExportBroken;
import org.postroom.export.testing.ScriptedS3;
import org.postroom.export.testing.Settings;

/** Exports act as the job's role when roles are assumed through STS. */
class AssumedRoleTest {
  private static final String CREDENTIALS =
      "<AssumeRoleResponse><AssumeRoleResult><Credentials><AccessKeyId>assumed</AccessKeyId>"
          + "<SecretAccessKey>secret</SecretAccessKey><SessionToken>of-a-session</SessionToken>"
          + "<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>"
          + "</AssumeRoleResponse>";

  @TempDir Path directory;
  private final List<Map<String, String>> asked = new CopyOnWriteArrayList<>();
  private final List<String> signatures = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String answer = CREDENTIALS;
  private HttpServer sts;
  private ScriptedS3 s3;
  private S3ObjectStore store;

  @BeforeEach
  void start() throws IOException {
    sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    sts.createContext("/", this::answer);
    sts.start();
    s3 = new ScriptedS3(directory);
    Settings settings =
        new Settings(directory)
            .s3(s3)
            .set("s3.assume-role", "true")
            .set("s3.sts-endpoint", "http://127.0.0.1:" + sts.getAddress().getPort());
    store = new S3ObjectStore(settings.config().s3(), "us-east-1");
  }

  @AfterEach
  void stop() {
    sts.stop(0);
    s3.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> form = new TreeMap<>();
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      for (String pair : body.split("&")) {
        String[] sides = pair.split("=", 2);
        form.put(sides[0], URLDecoder.decode(sides[1], UTF_8));
      }
      asked.add(form);
      signatures.add(exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] bytes = answer.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/xml");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Test
  void theRoleIsAssumedForTheJobAndOnBehalfOfItsOrganization() throws Exception {
    store.begin(ORDER).close();

    assertThat(asked)
        .isNotEmpty()
        .allSatisfy(
            form ->
                assertThat(form)
                    .containsEntry("Action", "AssumeRole")
                    .containsEntry("RoleArn", ORDER.target().roleArn())
                    .containsEntry("RoleSessionName", "postroom-" + ORDER.jobId())
                    .containsEntry("ExternalId", ORDER.organizationId()));
    assertThat(signatures).allMatch(signature -> signature.contains("Credential=all/"));
    assertThat(s3.calls())
        .extracting(ScriptedS3.Call::name)
        .contains("CreateMultipartUpload", "AbortMultipartUpload");
    assertThat(s3.calls())
        .allSatisfy(
            call ->
                assertThat(call.headers())
                    .containsEntry("x-amz-security-token", "of-a-session")
                    .hasEntrySatisfying(
                        "authorization", by -> assertThat(by).contains("Credential=assumed/")));
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, role/export cannot be assumed; it must trust, false",
    "403, InvalidClientTokenId, STS does not accept the installation's own credentials, false",
    "403, ExpiredToken, STS does not accept the installation's own credentials, false",
    "503, ServiceUnavailable, STS does not give credentials of the role, true"
  })
  void aRoleThatCannotBeAssumedIsExplained(
      int refusal, String code, String reason, boolean worthRetrying) {
    status = refusal;
    answer =
        "<ErrorResponse><Error><Type>Sender</Type><Code>"
            + code
            + "</Code><Message>as scripted</Message></Error></ErrorResponse>";
    assertThatThrownBy(() -> store.begin(ORDER))
        .isInstanceOfSatisfying(
            ExportBroken.class,
            e -> assertThat(e.failure().isWorthRetrying()).isEqualTo(worthRetrying))
        .hasMessageContaining(reason);
    assertThat(s3.calls()).isEmpty();
  }
}
