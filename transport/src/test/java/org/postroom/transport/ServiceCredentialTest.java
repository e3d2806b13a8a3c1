package org.postroom.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceCredentialTest {
  private static final String OLD = "a-first-token-of-at-least-32-characters";
  private static final String NEW = "the-next-token-of-at-least-32-characters";

  @TempDir Path directory;
  private Instant now = Instant.parse("2026-11-23T05:00:00Z");

  private final InstantSource time = () -> now;
  private final Clock clock = time.withZone(ZoneOffset.UTC);

  @Test
  void theFirstLineIsShownAndEveryLineAccepted() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), OLD + "\n" + NEW + "\n");
    ServiceCredential credential = new ServiceCredential(file, clock);
    assertThat(credential.authorization()).isEqualTo("Bearer " + OLD);
    assertThat(credential.isShownBy("Bearer " + OLD)).isTrue();
    assertThat(credential.isShownBy("Bearer " + NEW)).isTrue();
    assertThat(credential.isShownBy("Bearer " + NEW + "x")).isFalse();
    assertThat(credential.isShownBy(NEW)).isFalse();
    assertThat(credential.isShownBy(null)).isFalse();
  }

  @Test
  void aTokenThatWasReplacedIsAcceptedForAWhile() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), OLD);
    ServiceCredential credential = new ServiceCredential(file, clock);
    assertThat(credential.isShownBy("Bearer " + OLD)).isTrue();

    Files.writeString(file, NEW);
    // Whoever has read the file earlier shows the new one already.
    await().until(() -> credential.isShownBy("Bearer " + NEW));
    assertThat(credential.authorization()).isEqualTo("Bearer " + NEW);
    assertThat(credential.isShownBy("Bearer " + OLD)).isTrue();

    now = now.plus(ServiceCredential.OVERLAP).plusSeconds(1);
    assertThat(credential.isShownBy("Bearer " + OLD)).isFalse();
    assertThat(credential.isShownBy("Bearer " + NEW)).isTrue();
  }

  @Test
  void aTokenThatCannotBeRandomIsRefusedWithoutRepeatingIt() throws IOException {
    for (String weak : new String[] {"", "\n", "short", OLD + "\nshort", "a b" + OLD}) {
      Path file = Files.writeString(directory.resolve("token"), weak);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new ServiceCredential(file, clock))
          .withMessageNotContaining("short");
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ServiceCredential("short"));
  }
}
