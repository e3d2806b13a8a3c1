package org.postroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

class KeyRotationTest {
  private static final String SECRET = "a secret at rest";
  private static final Instant START = Instant.parse("2026-11-23T05:00:00Z");

  @TempDir Path directory;
  private final SecureRandom random = new SecureRandom();
  private final List<String> said = new ArrayList<>();
  private final List<StandIn> parts = new ArrayList<>();
  private PrivateFile keysFile;
  private PrivateFile credentialsFile;

  /** How many more steps the parts take before the machine breaks down. */
  private int stepsLeft = Integer.MAX_VALUE;

  @BeforeEach
  void install() {
    keysFile = new PrivateFile(directory.resolve("sealing-keys.json"));
    keysFile.write(new SealingKeys("k1", Map.of("k1", new byte[32])).encode());
    credentialsFile = new PrivateFile(directory.resolve("credentials.json"));
    String sealed = sealer().seal("an access key's", SecretSealer.accessKey("AKIA"));
    credentialsFile.write(
        ("{\"credentials\":[{\"accessKeyId\":\"AKIA\",\"secretAccessKey\":\"%s\"},"
                + "{\"accessKeyId\":\"HAND\",\"secretAccessKey\":\"by hand\"}]}")
            .formatted(sealed)
            .getBytes(UTF_8));
    for (String name : List.of("gateway", "directory", "policy")) {
      parts.add(new StandIn(name));
    }
  }

  private SecretSealer sealer() {
    return new SecretSealer(SealingKeys.read(keysFile.read(), "keys"), random);
  }

  private KeyRotation rotation(Instant now) {
    return new KeyRotation(
        keysFile,
        new CredentialSecrets(credentialsFile),
        parts,
        random,
        Clock.fixed(now, ZoneOffset.UTC),
        said::add);
  }

  @Test
  void afterARotationEverythingIsSealedWithTheNewKeyAndReadable() {
    rotation(START).rotate();
    assertThat(rotation(START).used()).containsOnlyKeys("k2", "plain");
    parts.forEach(part -> assertThat(part.opened()).containsOnly(SECRET));
    assertThat(credentialsFile.read()).asString().contains("by hand").doesNotContain("sealed:k1");
    SealingKeys keys = SealingKeys.read(keysFile.read(), "keys");
    assertThat(keys.currentId()).isEqualTo("k2");
    assertThat(keys.ids()).containsExactlyInAnyOrder("k1", "k2");
  }

  @Test
  void whatWasWrittenByHandIsSealedInAnyFileAndNothingElseChanges(@TempDir Path directory)
      throws IOException {
    Path keys = Files.write(directory.resolve("keys"), keysFile.read());
    Path credentials =
        Files.writeString(
            directory.resolve("credentials"),
            "{\"credentials\":[{\"accessKeyId\":\"ASIA\",\"secretAccessKey\":\"secret\","
                + "\"sessionToken\":\"token\",\"account\":\"123456789012\"},"
                + "{\"accessKeyId\":\"AKIA\",\"secretAccessKey\":\"another\"}]}");
    assertThat(KeyRotation.sealCredentials(keys, credentials)).isEqualTo(3);
    assertThat(KeyRotation.sealCredentials(keys, credentials)).isZero();
    JsonNode sealed = DataDirectory.JSON.readTree(credentials.toFile()).path("credentials");
    JsonNode first = sealed.path(0);
    assertThat(first.path("account").asText()).isEqualTo("123456789012");
    assertThat(
            sealer().open(first.path("secretAccessKey").asText(), SecretSealer.accessKey("ASIA")))
        .isEqualTo("secret");
    assertThat(
            sealer().open(first.path("sessionToken").asText(), SecretSealer.sessionToken("ASIA")))
        .isEqualTo("token");
    assertThat(sealed.path(1).has("sessionToken")).isFalse();
  }

  @Test
  void noPartSealsWithAKeyThatAnotherCannotOpenWith() {
    // Each part reads the file only every third time it is asked.
    parts.forEach(part -> part.laziness = 3);
    rotation(START).rotate();
    assertThat(parts).allMatch(part -> part.metOnlyKnownKeys);
  }

  @Test
  void aRotationThatBrokeOffAnywhereIsFinishedByTheNextOne() {
    int steps = 0;
    boolean broken = true;
    while (broken) {
      parts.clear();
      install();
      stepsLeft = steps++;
      try {
        rotation(START).rotate();
        broken = false;
        stepsLeft = Integer.MAX_VALUE;
      } catch (IllegalStateException e) {
        stepsLeft = Integer.MAX_VALUE;
        parts.forEach(part -> assertThat(part.opened()).containsOnly(SECRET));
        // Broken off behind the last row, it is finished, and the next one would be another.
        if (rotation(START).used().containsKey("k1")) {
          rotation(START).rotate();
        }
      }
      assertThat(rotation(START).used())
          .as("after %d steps", steps)
          .containsOnlyKeys("k2", "plain");
      parts.forEach(part -> assertThat(part.opened()).containsOnly(SECRET));
    }
    assertThat(steps).isGreaterThan(10);
  }

  @Test
  void whatIsUnderAKeyThatIsGoneDoesNotKeepTheOthersFromBeingExchanged() {
    parts.get(1).lost.put("k0", 1L);
    rotation(START).rotate();
    rotation(START).rotate();
    assertThat(rotation(START).used()).containsOnlyKeys("k0", "k3", "plain");
  }

  @Test
  void aKeyIsTakenOutWhenItsTimeIsOverAndNothingIsLeftUnderIt() {
    rotation(START).rotate();
    Instant due = START.plus(KeyRotation.KEPT);
    rotation(due.minusSeconds(1)).retire();
    assertThat(SealingKeys.read(keysFile.read(), "keys").ids()).contains("k1");

    StandIn part = parts.get(1);
    part.atRest.add(
        new SecretSealer(new SealingKeys("k1", Map.of("k1", new byte[32])), random)
            .seal(SECRET, "left over"));
    rotation(due).retire();
    assertThat(SealingKeys.read(keysFile.read(), "keys").ids()).contains("k1");

    part.atRest.remove(part.atRest.size() - 1);
    rotation(due).retire();
    assertThat(SealingKeys.read(keysFile.read(), "keys").ids()).containsExactly("k2");
  }

  @Test
  void aKeyWhoseReplacementNobodyNotedIsKeptFromNowOn() {
    byte[] other = new byte[32];
    other[0] = 1;
    keysFile.write(new SealingKeys("k2", Map.of("k1", new byte[32], "k2", other)).encode());
    parts.forEach(
        part -> {
          while (!part.reseal()) {
            // One row at a time.
          }
        });
    rotation(START).sealCredentials();
    rotation(START).retire();
    assertThat(SealingKeys.read(keysFile.read(), "keys").replacedAt("k1")).isEqualTo(START);
    rotation(START.plus(KeyRotation.KEPT)).retire();
    assertThat(SealingKeys.read(keysFile.read(), "keys").ids()).containsExactly("k2");
  }

  @Test
  void whatWasWrittenByHandIsSealedWhenAskedFor() {
    assertThat(rotation(START).sealCredentials()).isEqualTo(1);
    assertThat(credentialsFile.read()).asString().doesNotContain("by hand");
    assertThat(rotation(START).used().keySet()).containsExactly("k1");
    assertThat(rotation(START).sealCredentials()).isZero();
  }

  /** A part that reads the file of the keys now and then and keeps some secrets. */
  private final class StandIn implements KeyUser {
    private final String name;
    private final List<String> atRest = new ArrayList<>();

    /** What nobody can open, by its key. */
    private final Map<String, Long> lost = new TreeMap<>();

    private SealingKeys keys;
    private int laziness = 1;
    private int asked;
    private boolean metOnlyKnownKeys = true;

    StandIn(String name) {
      this.name = name;
      this.keys = SealingKeys.read(keysFile.read(), "keys");
      for (int i = 0; i < 3; i++) {
        atRest.add(sealer().seal(SECRET, name));
      }
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Facts facts() {
      step();
      if (++asked % laziness == 0) {
        keys = SealingKeys.read(keysFile.read(), "keys");
      }
      parts.forEach(part -> metOnlyKnownKeys &= keys.ids().contains(part.keys.currentId()));
      Map<String, Long> counts = new TreeMap<>(lost);
      atRest.forEach(text -> counts.merge(SecretSealer.keyOf(text), 1L, Long::sum));
      return new Facts(keys.currentId(), keys.ids(), Map.of("table.column", counts));
    }

    @Override
    public boolean reseal() {
      step();
      SecretSealer sealer = sealer();
      for (int i = 0; i < atRest.size(); i++) {
        if (!SecretSealer.keyOf(atRest.get(i)).equals(sealer.keys().currentId())) {
          atRest.set(i, sealer.reseal(atRest.get(i), name));
          return false;
        }
      }
      return true;
    }

    private void step() {
      if (stepsLeft-- == 0) {
        throw new IllegalStateException("the machine broke down");
      }
    }

    List<String> opened() {
      return atRest.stream().map(text -> sealer().open(text, name)).toList();
    }
  }
}
