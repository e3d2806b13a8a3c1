package org.postroom.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;
import org.postroom.gateway.auth.CredentialsFile;
import org.postroom.kit.mailserver.MailServerCredentials;
import org.postroom.transport.ServiceCredential;

/** The files that the script makes are what the services read. */
class SecretsTest {
  @TempDir Path directory;

  @Test
  void theServicesCanReadThem() throws Exception {
    MadeSecrets made = MadeSecrets.in(directory);
    SecretSealer sealer =
        new SecretSealer(SealingKeys.load(made.file("sealing-keys.json")), new SecureRandom());
    assertThat(new CredentialsFile(made.file("credentials.json"), sealer).get().size())
        .isEqualTo(1);
    for (String token : new String[] {"service-credential", "metrics-credential"}) {
      String text = Files.readString(made.file(token)).strip();
      assertThat(
              new ServiceCredential(made.file(token), Clock.systemUTC())
                  .isShownBy("Bearer " + text))
          .isTrue();
    }
    assertThat(made.file("metrics-credential"))
        .as("Prometheus sends the bytes as they are, and refuses to send a line break")
        .content()
        .matches("[0-9a-f]{64}");
    assertThat(
            new MailServerCredentials(Optional.of(made.file("mail-server-credentials.json")))
                .nameOf("Bearer " + mailToken(made)))
        .contains("mail");
    assertThat(Files.readString(made.file("database-mail-domain.user"))).isEqualTo("mail_domain");
  }

  @Test
  void aChangedPasswordIsSeenByWhoeverRunsTheDatabases() throws Exception {
    assertThat(
            Rendering.each(MadeSecrets.in(directory).kustomization().path("secretGenerator"))
                .filter(secret -> secret.path("name").asText().startsWith("postroom-database-")))
        .hasSize(5)
        .allMatch(
            secret -> secret.at("/options/labels").path("cnpg.io/reload").asText().equals("true"));
  }

  @Test
  void nobodyElseMayReadThemAndASecondRunChangesNothing() throws Exception {
    MadeSecrets.in(directory);
    Map<Path, String> before = contents();
    assertThat(before).isNotEmpty();
    assertThat(before.keySet())
        .allSatisfy(
            file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
    MadeSecrets.in(directory);
    assertThat(contents()).isEqualTo(before);
  }

  private static String mailToken(MadeSecrets made) throws Exception {
    return Rendering.read(Files.readString(made.file("mail-server-credentials.json")))
        .get(0)
        .at("/credentials/0/token")
        .asText();
  }

  private Map<Path, String> contents() throws Exception {
    Map<Path, String> contents = new HashMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.readString(file));
      }
    }
    return contents;
  }
}
