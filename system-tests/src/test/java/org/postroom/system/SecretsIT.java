package org.postroom.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(filesHolding(data.resolve("kafka"), DISPLAY_NAME))
        .as("the search finds what is there, so that finding nothing means something")
        .isNotEmpty();
    assertThat(filesHolding(data, PASSWORD)).isEmpty();
    assertThat(filesHolding(data, NEXT_PASSWORD)).isEmpty();
    assertThat(filesHolding(data.resolve("kafka"), "$argon2id$")).isEmpty();
    assertThat(filesHolding(system.installation().data().logs(), DISPLAY_NAME)).isEmpty();
  }

  private static List<Path> filesHolding(Path directory, String text) throws IOException {
    byte[] pattern = text.getBytes(UTF_8);
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, pattern)).toList();
    }
  }

  private static boolean holds(Path file, byte[] pattern) {
    try {
      return indexOf(Files.readAllBytes(file), pattern) >= 0;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int indexOf(byte[] content, byte[] pattern) {
    next:
    for (int i = 0; i <= content.length - pattern.length; i++) {
      for (int j = 0; j < pattern.length; j++) {
        if (content[i + j] != pattern[j]) {
          continue next;
        }
      }
      return i;
    }
    return -1;
  }
}
