package org.postroom.kit.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.postroom.contract.message.CommandEnvelope;
import org.postroom.contract.secret.SealingKeys;
import org.postroom.contract.secret.SecretSealer;

class TokenDigestTest {
  private final SecretSealer sealer =
      new SecretSealer(new SealingKeys("a", Map.of("a", new byte[32])), new SecureRandom());
  private final TokenDigest digests = new TokenDigest(sealer);

  @Test
  void equalSecretsAreEqualHoweverTheyAreSealed() {
    String digest = digests.of(command("c1", "token", "secret"));
    assertThat(digests.matches(digest, command("c2", "other token", "secret"))).isTrue();
    assertThat(digests.matches(digest, command("c2", "token", "another secret"))).isFalse();
  }

  private CommandEnvelope command(String id, String token, String secret) {
    String sealed = sealer.seal(secret, SecretSealer.member("m-1", id, "EwsPassword"));
    String json =
        "{\"ClientToken\":\"%s\",\"Provider\":{\"EwsPassword\":\"%s\"}}".formatted(token, sealed);
    return CommandEnvelope.internal("m-1", "Toy", id, null, json.getBytes(UTF_8));
  }
}
