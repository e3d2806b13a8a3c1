package org.postroom.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsafeSettingsTest {
  @TempDir Path directory;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void asLocalInstallationsAre() throws IOException {
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("kafka.bootstrap.servers", "127.0.0.1:19092,localhost:19093");
    settings.put("postroom.credentials-file", file("credentials", "rw-------"));
    settings.put("postroom.sealing-keys-file", file("keys", "rw-r-----"));
    settings.put("postroom.service-credential-file", file("token", "rw-------"));
    settings.put("quarkus.datasource.reactive.url", "postgresql://127.0.0.1:15432/directory");
    settings.put("quarkus.datasource.password", "a-password-of-some-length");
    for (String peer : List.of("directory", "mail-domain", "policy", "export")) {
      settings.put("postroom.peers." + peer, "http://127.0.0.1:8081");
    }
  }

  private String file(String name, String permissions) throws IOException {
    Path file = Files.writeString(directory.resolve(name), "content of the file " + name);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    return file.toString();
  }

  private List<String> ofService() {
    return UnsafeSettings.ofService(
        key -> Optional.ofNullable(settings.get(key)), List.of("directory"));
  }

  private List<String> ofGateway() {
    return UnsafeSettings.ofGateway(key -> Optional.ofNullable(settings.get(key)));
  }

  private void assertBoth(String finding) {
    assertThat(ofService()).singleElement().asString().contains(finding);
    assertThat(ofGateway()).singleElement().asString().contains(finding);
  }

  @Test
  void whatStaysOnTheMachineIsSafe() {
    assertThat(ofService()).isEmpty();
    assertThat(ofGateway()).isEmpty();
  }

  @Test
  void whatIsNotSafeEndsAStartUnlessItIsAllowed() {
    assertThat(UnsafeSettings.refusal(List.of(), false)).isEmpty();
    assertThat(UnsafeSettings.refusal(List.of("one is open", "another too"), true)).isEmpty();
    assertThat(UnsafeSettings.refusal(List.of("one is open", "another too"), false))
        .contains("The settings are not safe:\none is open.\nanother too.");
  }

  @Test
  void plainHttpIsForTheMachineItself() {
    settings.remove("quarkus.http.host");
    assertBoth("HTTP without TLS at 0.0.0.0");
    settings.put("quarkus.http.host", "10.0.0.7");
    assertBoth("10.0.0.7");
    settings.put("quarkus.http.insecure-requests", "disabled");
    assertThat(ofGateway()).isEmpty();
  }

  @Test
  void peersOnOtherMachinesAreAskedOverTls() {
    settings.put("postroom.peers.directory", "http://directory:8081");
    assertBoth("postroom.peers.directory");
    settings.put("postroom.peers.directory", "https://directory:8081");
    assertThat(ofService()).isEmpty();
  }

  @Test
  void aServiceNeedsTheAddressOfWhomItFollows() {
    settings.remove("postroom.peers.directory");
    assertThat(ofService()).singleElement().asString().contains("postroom.peers.directory is not");
  }

  @Test
  void brokersOnOtherMachinesAreSpokenToOverTls() throws IOException {
    settings.put("kafka.bootstrap.servers", "127.0.0.1:9092, broker-1:9092");
    assertBoth("broker-1:9092");
    settings.put("kafka.security.protocol", "SASL_PLAINTEXT");
    settings.put("kafka.sasl.jaas.config", "something");
    assertBoth("SASL_PLAINTEXT");
    settings.put("kafka.security.protocol", "SASL_SSL");
    assertThat(ofGateway()).isEmpty();
    settings.put("kafka.ssl.endpoint.identification.algorithm", "");
    assertBoth("endpoint.identification");
  }

  @Test
  void aLoginToKafkaNeedsItsFile() throws IOException {
    settings.put("kafka.security.protocol", "SASL_SSL");
    assertBoth("postroom.kafka.credentials-file is not set");
    settings.put("postroom.kafka.credentials-file", file("login", "rw-------"));
    assertBoth("a user name and a password");
    Files.writeString(directory.resolve("login"), "user\npassword");
    assertThat(ofGateway()).isEmpty();
  }

  @Test
  void theAuthoritiesOfBrokersMustBeUsable() throws IOException {
    settings.put("kafka.security.protocol", "SSL");
    assertThat(ofGateway()).isEmpty();
    settings.put("postroom.kafka.trust-file", file("authorities", "rw-r--r--"));
    assertBoth("PEM certificate");
    settings.put("postroom.kafka.trust-file", directory.resolve("none").toString());
    assertBoth("cannot be read");
  }

  @Test
  void databasesOnOtherMachinesAreSpokenToOverTls() {
    settings.put("quarkus.datasource.reactive.url", "postgresql://db.example:5432/directory");
    assertThat(ofService()).singleElement().asString().contains("db.example");
    settings.put(
        "quarkus.datasource.reactive.url",
        "vertx-reactive:postgresql://127.0.0.1:5432/d, postgresql://db.example:5432/d");
    assertThat(ofService()).singleElement().asString().contains("db.example");
    // It holds for the reactive driver only, and the migration is another's.
    settings.put("quarkus.datasource.reactive.postgresql.ssl-mode", "verify-full");
    assertThat(ofService()).hasSize(1);
    settings.put("postroom.database.trust-file", "/etc/postroom/ca.pem");
    assertThat(ofService()).isEmpty();
    settings.put("quarkus.datasource.reactive.trust-all", "true");
    assertThat(ofService()).hasSize(1);
  }

  @Test
  void mailIsReadAndExportedOverTls() {
    settings.put("postroom.export.imap.host", "imap.example");
    settings.put("postroom.export.s3.endpoint", "https://store.example");
    assertThat(ofService()).isEmpty();
    settings.put("postroom.export.imap.security", "NONE");
    assertThat(ofService()).singleElement().asString().contains("imap.example");
    settings.put("postroom.export.imap.host", "localhost");
    assertThat(ofService()).isEmpty();
    settings.put("postroom.export.s3.endpoint", "http://store.example");
    settings.put("postroom.export.s3.sts-endpoint", "http://sts.example");
    assertThat(ofService()).hasSize(2);
    settings.put("postroom.export.s3.endpoint", "http://127.0.0.1:9000");
    settings.remove("postroom.export.s3.sts-endpoint");
    assertThat(ofService()).isEmpty();
  }

  @Test
  void shortAndStandardPasswordsAreRefused() throws IOException {
    settings.put("quarkus.datasource.password", "postroom");
    assertThat(ofService()).singleElement().asString().contains("quarkus.datasource.password");
    settings.put("postroom.database.password-file", file("password", "rw-------"));
    assertThat(ofService()).isEmpty();
    Files.writeString(directory.resolve("password"), "short");
    assertThat(ofService())
        .singleElement()
        .asString()
        .contains("postroom.database.password-file")
        .doesNotContain("short ");
  }

  @Test
  void secretsThatEverybodyCanReadAreNone() throws IOException {
    settings.put("postroom.sealing-keys-file", file("open", "rw-r--r--"));
    assertBoth("is open to every user");
    settings.put("postroom.sealing-keys-file", directory.resolve("none").toString());
    assertBoth("cannot be read");
  }

  @Test
  void whatIsMissingIsNamed() {
    settings.remove("postroom.service-credential-file");
    settings.remove("postroom.sealing-keys-file");
    assertThat(ofService()).hasSize(2);
    settings.remove("postroom.credentials-file");
    assertThat(ofGateway()).hasSize(3);
  }

  @Test
  void aCertificateNeedsItsKey() throws IOException {
    settings.put("postroom.tls.certificate-file", file("certificate", "rw-r--r--"));
    assertBoth("belong together");
    settings.put("postroom.tls.key-file", file("key", "rw-------"));
    assertBoth("PEM certificate");
  }
}
