package org.postroom.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postroom.local.DataDirectory;
import org.postroom.local.InstallationState;
import org.postroom.local.KeyRotation;
import software.amazon.awssdk.services.workmail.WorkMailClient;
import software.amazon.awssdk.services.workmail.model.EwsAvailabilityProvider;

/**
 * After calls that carry passwords, no file of the installation holds one in clear: no topic
 * segment, no table, no write-ahead log, no log. Personal members may be in tables and events, not
 * in logs.
 */
@OnSystemAlone
class SecretsIT {
  private static final String PASSWORD = "Clear-Text-Password-7193";
  private static final String NEXT_PASSWORD = "Clear-Text-Password-7194";
  private static final String EWS_PASSWORD = "Clear-Text-Password-7197";
  private static final String TESTED_PASSWORD = "Clear-Text-Password-7198";
  private static final String DISPLAY_NAME = "Personal Display Name 7195";

  @Test
  void noSecretIsKeptInClear(RunningSystem.System system) throws IOException {
    WorkMailClient workmail = system.client();
    String organization = system.activeOrganization(workmail);
    String id =
        workmail
            .createUser(
                r ->
                    r.organizationId(organization)
                        .name("alice")
                        .displayName(DISPLAY_NAME)
                        .password(PASSWORD))
            .userId();
    workmail.resetPassword(r -> r.organizationId(organization).userId(id).password(NEXT_PASSWORD));
    workmail.createAvailabilityConfiguration(
        r -> r.organizationId(organization).domainName("b.example").ewsProvider(ews(EWS_PASSWORD)));
    workmail.testAvailabilityConfiguration(
        r -> r.organizationId(organization).domainName("b.example"));
    workmail.testAvailabilityConfiguration(
        r -> r.organizationId(organization).ewsProvider(ews(TESTED_PASSWORD)));
    String role =
        workmail
            .createImpersonationRole(
                r ->
                    r.organizationId(organization)
                        .name("Support")
                        .type("READ_ONLY")
                        .rules(List.of()))
            .impersonationRoleId();
    String token =
        workmail
            .assumeImpersonationRole(r -> r.organizationId(organization).impersonationRoleId(role))
            .token();

    Path data = system.installation().data().root();
    Path kafka = data.resolve("kafka");
    Path logs = system.installation().data().logs();
    Map<String, List<Path>> found =
        filesHolding(
            data,
            List.of(
                PASSWORD,
                NEXT_PASSWORD,
                EWS_PASSWORD,
                TESTED_PASSWORD,
                DISPLAY_NAME,
                token,
                "$argon2id$"));
    assertThat(found.get(DISPLAY_NAME))
        .as("the search finds what is there, so that finding nothing means something")
        .anyMatch(file -> file.startsWith(kafka))
        .noneMatch(file -> file.startsWith(logs));
    assertThat(found.get(PASSWORD)).isEmpty();
    assertThat(found.get(NEXT_PASSWORD)).isEmpty();
    assertThat(found.get(EWS_PASSWORD)).isEmpty();
    assertThat(found.get(TESTED_PASSWORD)).isEmpty();
    assertThat(found.get(token)).isEmpty();
    assertThat(found.get("$argon2id$")).noneMatch(file -> file.startsWith(kafka));
  }

  @Test
  void theKeysAreExchangedWhileCallsGoOn(RunningSystem.System system) throws Exception {
    WorkMailClient workmail = system.client();
    String organization = system.activeOrganization(workmail);
    workmail.createAvailabilityConfiguration(
        r -> r.organizationId(organization).domainName("c.example").ewsProvider(ews(EWS_PASSWORD)));
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger calls = new AtomicInteger();
    CompletableFuture<Void> callers =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                int number = calls.incrementAndGet();
                workmail.createUser(
                    r ->
                        r.organizationId(organization)
                            .name("user" + number)
                            .displayName("User " + number)
                            .password(PASSWORD));
                workmail.updateAvailabilityConfiguration(
                    r ->
                        r.organizationId(organization)
                            .domainName("c.example")
                            .ewsProvider(ews(EWS_PASSWORD)));
              }
            });
    List<String> said = new ArrayList<>();
    DataDirectory data = system.installation().data();
    KeyRotation rotation =
        KeyRotation.of(data, InstallationState.read(data).orElseThrow(), said::add);
    rotation.rotate();
    int before = calls.get();
    Awaitility.await().until(() -> callers.isDone() || calls.get() > before + 2);
    over.set(true);
    callers.get(1, TimeUnit.MINUTES);

    rotation.tell();
    assertThat(said)
        .as("what rests, but for the day's client tokens")
        .filteredOn(line -> line.contains(" with k") && !line.contains("client_token"))
        .isNotEmpty()
        .noneMatch(line -> line.endsWith(" with k1"));
    // It opens what is kept: otherwise the test could not even ask the endpoint.
    assertThat(
            workmail
                .testAvailabilityConfiguration(
                    r -> r.organizationId(organization).domainName("c.example"))
                .failureReason())
        .doesNotContain("InternalFailure");
    assertThat(workmail.listUsers(r -> r.organizationId(organization)).users()).isNotEmpty();
  }

  /** An endpoint that refuses to be called; what counts is where its password goes. */
  private static EwsAvailabilityProvider ews(String password) {
    return EwsAvailabilityProvider.builder()
        .ewsEndpoint("http://127.0.0.1:9/EWS/Exchange.asmx")
        .ewsUsername("reader")
        .ewsPassword(password)
        .build();
  }

  /** Reads every file once: most of them are indexes of the broker, large and empty. */
  private static Map<String, List<Path>> filesHolding(Path directory, List<String> texts)
      throws IOException {
    Map<String, List<Path>> found = new HashMap<>();
    texts.forEach(text -> found.put(text, new ArrayList<>()));
    try (Stream<Path> files = Files.walk(directory)) {
      files
          .filter(Files::isRegularFile)
          .forEach(
              file -> {
                String content = content(file);
                texts.stream().filter(content::contains).forEach(text -> found.get(text).add(file));
              });
    }
    return found;
  }

  /** Byte by byte, as characters. */
  private static String content(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
