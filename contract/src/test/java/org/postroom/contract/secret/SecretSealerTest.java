package org.postroom.contract.secret;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretSealerTest {
  private static final byte[] OLD = key(1);
  private static final byte[] NEW = key(2);
  private static final String PLACE = SecretSealer.member("m-1", "command", "Password");

  private final SecureRandom random = new SecureRandom();
  private final SecretSealer before =
      new SecretSealer(new SealingKeys("k1", Map.of("k1", OLD)), random);
  private final SecretSealer after =
      new SecretSealer(new SealingKeys("k2", Map.of("k1", OLD, "k2", NEW)), random);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "sealed:k1:x", "pass word ÿ \ud834\udd1e"})
  void whatIsSealedOpensInItsPlace(String text) {
    String sealed = before.seal(text, PLACE);
    assertThat(sealed).startsWith("sealed:k1:").doesNotContain("pass");
    assertThat(before.open(sealed, PLACE)).isEqualTo(text);
  }

  @Test
  void sealingTwiceLooksDifferent() {
    assertThat(before.seal("text", PLACE)).isNotEqualTo(before.seal("text", PLACE));
  }

  @Test
  void itOpensNowhereElse() {
    String sealed = before.seal("text", PLACE);
    for (String place :
        new String[] {
          SecretSealer.member("m-2", "command", "Password"),
          SecretSealer.member("m-1", "other", "Password"),
          SecretSealer.member("m-1", "command", "EwsPassword"),
          ""
        }) {
      assertThatIllegalArgumentException().isThrownBy(() -> before.open(sealed, place));
    }
  }

  @Test
  void everyAlteredCharacterIsNoticed() {
    String sealed = before.seal("text", PLACE);
    for (int i = 0; i < sealed.length(); i++) {
      char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
      String altered = sealed.substring(0, i) + other + sealed.substring(i + 1);
      // The last character of base64 has bits that carry nothing; flip one that does.
      if (i < sealed.length() - 1) {
        assertThatIllegalArgumentException()
            .as(altered)
            .isThrownBy(() -> before.open(altered, PLACE));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "text",
        "sealed:",
        "sealed:k1:",
        "sealed:k1:AAAA",
        "sealed:k9:AAAA",
        "sealed:k1:*"
      })
  void whatWasNeverSealedDoesNotOpen(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> before.open(text, PLACE));
  }

  @Test
  void anOldKeyStaysReadableAndTheCurrentOneSeals() {
    String old = before.seal("text", PLACE);
    assertThat(after.open(old, PLACE)).isEqualTo("text");
    String fresh = after.seal("text", PLACE);
    assertThat(fresh).startsWith("sealed:k2:");
    assertThatIllegalArgumentException().isThrownBy(() -> before.open(fresh, PLACE));
  }

  @Test
  void aDigestIsKeyedAndComparableAfterARotation() {
    byte[] input = "request".getBytes(UTF_8);
    String old = before.digest(input);
    assertThat(old).isEqualTo(before.digest(input)).startsWith("k1:");
    assertThat(after.digest(input)).startsWith("k2:");
    assertThat(after.isDigestOf(old, input)).isTrue();
    assertThat(after.isDigestOf(old, "other".getBytes(UTF_8))).isFalse();
    assertThat(after.isDigestOf(old.replace("k1:", "k2:"), input)).isFalse();
    assertThat(before.isDigestOf("k9:x", input)).isFalse();
    assertThat(before.isDigestOf("x", input)).isFalse();
  }

  @Test
  void aRotationReadsWithBothKeysAndSealsWithTheNewOne() {
    Instant now = Instant.parse("2026-11-23T05:00:00Z");
    AtomicReference<SealingKeys> keys =
        new AtomicReference<>(new SealingKeys("k1", Map.of("k1", OLD)));
    SecretSealer sealer = new SecretSealer(keys::get, random);
    String old = sealer.seal("text", PLACE);

    keys.set(keys.get().with("k2", NEW, now));
    assertThat(SecretSealer.keyOf(sealer.seal("text", PLACE))).isEqualTo("k1");
    assertThat(sealer.open(after.seal("text", PLACE), PLACE)).isEqualTo("text");

    keys.set(SealingKeys.read(keys.get().sealingWith("k2", now).encode(), "encoded"));
    String resealed = sealer.reseal(old, PLACE);
    assertThat(SecretSealer.keyOf(resealed)).isEqualTo("k2");
    assertThat(sealer.open(old, PLACE)).isEqualTo("text");
    assertThat(keys.get().replacedAt("k1")).isEqualTo(now);
    assertThat(keys.get().replacedAt("k2")).isNull();

    keys.set(keys.get().without("k1"));
    assertThat(sealer.open(resealed, PLACE)).isEqualTo("text");
    assertThatIllegalArgumentException().isThrownBy(() -> sealer.open(old, PLACE));
  }

  @Test
  void aroundAChangeOfTheKeysTheDigestsOfAllOfThemCount() {
    byte[] input = "request".getBytes(UTF_8);
    Instant now = Instant.parse("2026-11-23T05:00:00Z");
    SealingKeys two = new SealingKeys("k1", Map.of("k1", OLD)).with("k2", NEW, now);
    SecretSealer sealer = new SecretSealer(two, random);
    assertThat(sealer.otherDigests(input, now)).containsExactly(after.digest(input));
    assertThat(sealer.otherDigests(input, now.plus(SealingKeys.TRANSITION).plusSeconds(1)))
        .isEmpty();
    assertThat(before.otherDigests(input, now)).isEmpty();
  }

  @Test
  void aKeyThatIsNotKnownYetIsLookedFor() {
    SecretSealer sealer =
        new SecretSealer(
            new SealingKeySource() {
              @Override
              public SealingKeys get() {
                return new SealingKeys("k1", Map.of("k1", OLD));
              }

              @Override
              public SealingKeys lookAgain() {
                return new SealingKeys("k1", Map.of("k1", OLD, "k2", NEW));
              }
            },
            random);
    assertThat(sealer.open(after.seal("text", PLACE), PLACE)).isEqualTo("text");
    assertThat(sealer.isDigestOf(after.digest(NEW), NEW)).isTrue();
  }

  @Test
  void keysAreReadFromAFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("keys.json");
    Files.writeString(
        file,
        "{\"current\":\"k1\",\"keys\":{\"k1\":\""
            + Base64.getEncoder().encodeToString(OLD)
            + "\"}}");
    SecretSealer loaded = new SecretSealer(SealingKeys.load(file), random);
    assertThat(loaded.open(before.seal("text", PLACE), PLACE)).isEqualTo("text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "{}",
        "{\"current\":\"k1\"}",
        "{\"current\":\"k1\",\"keys\":{}}",
        "{\"current\":\"k1\",\"keys\":{\"k1\":\"c2hvcnQgc2VjcmV0\"}}",
        "{\"current\":\"k1\",\"keys\":{\"k1\":\"no base64 secret\"}}",
        "{\"current\":\"k1\",\"keys\":{\"k1\":[\"c2hvcnQgc2VjcmV0\"]}}",
        "{\"current\":\"k2\",\"keys\":{\"k1\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}",
        "{\"current\":\"k:\",\"keys\":{\"k:\":\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\"}}"
      })
  void aFileWithoutUsableKeysIsRefusedWithoutRepeatingIt(String text, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("keys.json");
    Files.writeString(file, text);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SealingKeys.load(file))
        .withMessageNotContainingAny("c2hvcnQ", "base64 secret");
  }

  @Test
  void aPasswordDigestIsEitherAHashOrAVerdict() {
    PasswordDigest accepted = PasswordDigest.accepted("$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA");
    PasswordDigest refused = PasswordDigest.refused("too short");
    assertThat(PasswordDigest.decode(accepted.encode())).isEqualTo(accepted);
    assertThat(PasswordDigest.decode(refused.encode())).isEqualTo(refused);
    assertThat(accepted.isAccepted()).isTrue();
    assertThat(refused.isAccepted()).isFalse();
    assertThat(accepted.toString()).doesNotContain("aGFzaA");
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordDigest(null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new PasswordDigest("hash", "verdict"));
  }

  @Test
  void aSecretDoesNotPrintItself() {
    assertThat(new Secret("hunter2")).hasToString("[secret]");
  }

  private static byte[] key(int seed) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) seed);
    return key;
  }
}
