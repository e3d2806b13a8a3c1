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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.workmail.WorkMailClient;

/**
 * After calls that carry passwords, no file of the installation holds one in clear: no topic
 * segment, no table, no write-ahead log, no log. Personal members may be in tables and events, not
 * in logs.
 */
@ExtendWith(RunningSystem.class)
class SecretsIT {
  private static final String PASSWORD = "Clear-Text-Password-7193";
  private static final String NEXT_PASSWORD = "Clear-Text-Password-7194";
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

    Path data = system.installation().data().root();
    Path kafka = data.resolve("kafka");
    Path logs = system.installation().data().logs();
    Map<String, List<Path>> found =
        filesHolding(data, List.of(PASSWORD, NEXT_PASSWORD, DISPLAY_NAME, "$argon2id$"));
    assertThat(found.get(DISPLAY_NAME))
        .as("the search finds what is there, so that finding nothing means something")
        .anyMatch(file -> file.startsWith(kafka))
        .noneMatch(file -> file.startsWith(logs));
    assertThat(found.get(PASSWORD)).isEmpty();
    assertThat(found.get(NEXT_PASSWORD)).isEmpty();
    assertThat(found.get("$argon2id$")).noneMatch(file -> file.startsWith(kafka));
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
