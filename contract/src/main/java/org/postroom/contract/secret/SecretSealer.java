package org.postroom.contract.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals text with AES-GCM: {@code sealed:<key id>:<base64url of nonce and ciphertext>}. The
 * associated data says what the text belongs to; it opens only with the same associated data.
 */
public final class SecretSealer {
  private static final String PREFIX = "sealed:";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final SealingKeySource source;
  private final SecureRandom random;

  /** Seals with keys that stay as they are. */
  public SecretSealer(SealingKeys keys, SecureRandom random) {
    this(() -> keys, random);
  }

  /** Seals with the keys as they are at each call. */
  public SecretSealer(SealingKeySource keys, SecureRandom random) {
    this.source = keys;
    this.random = random;
  }

  /** The id of the key that a sealed text was sealed with; null when the text is not sealed. */
  public static String keyOf(String text) {
    if (text == null || !text.startsWith(PREFIX)) {
      return null;
    }
    int end = text.indexOf(':', PREFIX.length());
    return end < 0 ? null : text.substring(PREFIX.length(), end);
  }

  /** The keys as they are now. */
  public SealingKeys keys() {
    return source.get();
  }

  /**
   * The same clear text sealed with the current key.
   *
   * @throws IllegalArgumentException as {@link #openBytes}
   */
  public String reseal(String sealed, String associatedData) {
    return sealBytes(openBytes(sealed, associatedData), associatedData);
  }

  /**
   * Associated data of a request's member: organization, command id (in a query the request id) and
   * the member's wire name ({@code Password}), which is also what a member of a nested record is
   * called.
   */
  public static String member(String organizationId, String callId, String member) {
    return organizationId + '/' + callId + '/' + member;
  }

  /** Associated data of the secret of an access key in the credentials file. */
  public static String accessKey(String accessKeyId) {
    return "access-key/" + accessKeyId + "/secretAccessKey";
  }

  /** Associated data of the session token of a temporary access key there. */
  public static String sessionToken(String accessKeyId) {
    return "access-key/" + accessKeyId + "/sessionToken";
  }

  /** Seals text with the current key. */
  public String seal(String text, String associatedData) {
    return sealBytes(text.getBytes(UTF_8), associatedData);
  }

  /** Seals bytes with the current key. */
  public String sealBytes(byte[] clear, String associatedData) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    SealingKeys keys = source.get();
    try {
      Cipher cipher =
          cipher(Cipher.ENCRYPT_MODE, keys.key(keys.currentId()), nonce, associatedData);
      byte[] sealed = cipher.doFinal(clear);
      byte[] value =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return PREFIX + keys.currentId() + ':' + ENCODER.encodeToString(value);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM failed", e);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalArgumentException when it was not sealed by a key known here, or for something
   *     else, or was altered
   */
  public String open(String sealed, String associatedData) {
    return new String(openBytes(sealed, associatedData), UTF_8);
  }

  /**
   * Opens what {@link #sealBytes} made.
   *
   * @throws IllegalArgumentException when it was not sealed by a key known here, or for something
   *     else, or was altered
   */
  public byte[] openBytes(String sealed, String associatedData) {
    String[] parts = sealed.split(":", 3);
    SecretKey key = parts.length == 3 && sealed.startsWith(PREFIX) ? key(parts[1]) : null;
    if (key == null) {
      throw new IllegalArgumentException("not sealed by a key known here");
    }
    try {
      byte[] value = Base64.getUrlDecoder().decode(parts[2]);
      if (value.length < NONCE_BYTES) {
        throw new IllegalArgumentException("a sealed text is longer");
      }
      byte[] nonce = Arrays.copyOf(value, NONCE_BYTES);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData);
      return cipher.doFinal(value, NONCE_BYTES, value.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("sealed for something else, or altered", e);
    }
  }

  /**
   * A keyed digest: the id of the key, a colon and the base64url of HMAC-SHA-256. Equal input gives
   * equal output as long as the key stays current.
   */
  public String digest(byte[] input) {
    SealingKeys keys = source.get();
    return digest(input, keys.currentId(), keys.key(keys.currentId()));
  }

  /**
   * The digests that a process which has other keys current may make, or may have made a while ago,
   * of this input; none but around a change of the keys.
   */
  public List<String> otherDigests(byte[] input, Instant now) {
    SealingKeys keys = source.get();
    return keys.othersInUse(now).stream().map(id -> digest(input, id, keys.key(id))).toList();
  }

  /** Whether a keyed digest was made of this input, also by a key that is no longer current. */
  public boolean isDigestOf(String digest, byte[] input) {
    int colon = digest.indexOf(':');
    String keyId = colon < 0 ? "" : digest.substring(0, colon);
    SecretKey key = key(keyId);
    return key != null
        && MessageDigest.isEqual(digest(input, keyId, key).getBytes(UTF_8), digest.getBytes(UTF_8));
  }

  private SecretKey key(String id) {
    SecretKey known = source.get().key(id);
    return known == null ? source.lookAgain().key(id) : known;
  }

  private static String digest(byte[] input, String keyId, SecretKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getEncoded(), "HmacSHA256"));
      mac.update("digest".getBytes(UTF_8));
      return keyId + ':' + ENCODER.encodeToString(mac.doFinal(input));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA-256 failed", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String associatedData)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(associatedData.getBytes(UTF_8));
    return cipher;
  }
}
