package org.postroom.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.postroom.contract.secret.SecretSealer;

/** The secrets of the access keys in the credentials file, sealed or written by hand. */
final class CredentialSecrets {
  /** The secret members of an access key, and what each is sealed for. */
  private static final Map<String, UnaryOperator<String>> SECRETS =
      Map.of(
          "secretAccessKey", SecretSealer::accessKey, "sessionToken", SecretSealer::sessionToken);

  /** What a secret is counted under that is not sealed. */
  private static final String PLAIN = "plain";

  private final PrivateFile file;

  CredentialSecrets(PrivateFile file) {
    this.file = file;
  }

  /** How many there are, by the id of the key they are sealed with. */
  Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (JsonNode entry : read().path("credentials")) {
      for (String member : SECRETS.keySet()) {
        String secret = entry.path(member).asText("");
        if (!secret.isEmpty()) {
          String keyId = SecretSealer.keyOf(secret);
          counts.merge(keyId == null ? PLAIN : keyId, 1L, Long::sum);
        }
      }
    }
    return counts;
  }

  /**
   * Seals with the current key what is sealed with another one.
   *
   * @param plainToo whether what is not sealed is sealed as well
   * @return how many were sealed
   */
  int seal(SecretSealer sealer, boolean plainToo) {
    JsonNode root = read();
    int sealed = 0;
    for (JsonNode node : root.path("credentials")) {
      if (node instanceof ObjectNode entry) {
        sealed += seal(entry, sealer, plainToo);
      }
    }
    if (sealed > 0) {
      file.write(DataDirectory.bytes(root));
    }
    return sealed;
  }

  private static int seal(ObjectNode entry, SecretSealer sealer, boolean plainToo) {
    int sealed = 0;
    for (String member : SECRETS.keySet()) {
      String secret = entry.path(member).asText("");
      if (isToBeSealed(secret, sealer, plainToo)) {
        String binding = SECRETS.get(member).apply(entry.path("accessKeyId").asText());
        entry.put(
            member,
            SecretSealer.keyOf(secret) == null
                ? sealer.seal(secret, binding)
                : sealer.reseal(secret, binding));
        sealed++;
      }
    }
    return sealed;
  }

  private static boolean isToBeSealed(String secret, SecretSealer sealer, boolean plainToo) {
    String keyId = SecretSealer.keyOf(secret);
    return keyId == null ? plainToo && !secret.isEmpty() : !keyId.equals(sealer.keys().currentId());
  }

  private JsonNode read() {
    try {
      return DataDirectory.JSON.readTree(file.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
