package org.postroom.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.postroom.contract.operation.BoundedContext;
import org.postroom.contract.secret.SecretSealer;

/** Makes the secrets of a new installation, each as the content of its file. Nothing is fixed. */
final class Secrets {
  private static final String KEY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final SecureRandom random;

  Secrets(SecureRandom random) {
    this.random = random;
  }

  /** One access key of one new account, in the shape of AWS's own, its secret sealed. */
  byte[] credentials(SecretSealer sealer) {
    StringBuilder account = new StringBuilder().append(1 + random.nextInt(9));
    for (int i = 0; i < 11; i++) {
      account.append(random.nextInt(10));
    }
    Map<String, Object> key = new TreeMap<>();
    String keyId = keyId();
    key.put("accessKeyId", keyId);
    key.put("secretAccessKey", sealer.seal(secretAccessKey(), SecretSealer.accessKey(keyId)));
    key.put("sessionToken", null);
    key.put("expiration", null);
    key.put("account", account.toString());
    key.put("principal", "arn:aws:iam::" + account + ":user/admin");
    key.put("policy", AccessPolicies.full());
    Map<String, Object> file = new TreeMap<>(Map.of("credentials", List.of(key)));
    file.put(AccessPolicies.VERSION, AccessPolicies.CURRENT_VERSION);
    return DataDirectory.bytes(file);
  }

  byte[] sealingKeys() {
    String key = Base64.getEncoder().encodeToString(bytes(32));
    return DataDirectory.bytes(Map.of("current", "k1", "keys", Map.of("k1", key)));
  }

  /** A token for the parts themselves, or for who reads their measurements. */
  byte[] serviceCredential() {
    return (token() + "\n").getBytes(UTF_8);
  }

  /** The password with which the export service reads every mailbox. */
  byte[] mailMasterPassword() {
    return (token() + "\n").getBytes(UTF_8);
  }

  /** One mail server's token. */
  byte[] mailServerCredentials() {
    return DataDirectory.bytes(
        Map.of("credentials", List.of(new TreeMap<>(Map.of("name", "local", "token", token())))));
  }

  /** What exports sign with; a store that knows whom it may trust would be told of this key. */
  byte[] exportCredentials() {
    return DataDirectory.bytes(
        Map.of(
            "default",
            new TreeMap<>(Map.of("accessKeyId", keyId(), "secretAccessKey", secretAccessKey())),
            "roles",
            Map.of()));
  }

  byte[] databasePasswords() {
    Map<String, String> passwords = new TreeMap<>();
    for (BoundedContext context : BoundedContext.values()) {
      passwords.put(context.wireName(), token());
    }
    return DataDirectory.bytes(passwords);
  }

  private String keyId() {
    StringBuilder keyId = new StringBuilder("AKIA");
    for (int i = 0; i < 16; i++) {
      keyId.append(KEY_ID_ALPHABET.charAt(random.nextInt(KEY_ID_ALPHABET.length())));
    }
    return keyId.toString();
  }

  private String secretAccessKey() {
    return Base64.getEncoder().encodeToString(bytes(30));
  }

  private String token() {
    return HexFormat.of().formatHex(bytes(32));
  }

  private byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
