package org.postroom.gateway.auth;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA-256, with one instance of each kept by every thread. */
public final class Digests {
  private static final HexFormat HEX = HexFormat.of();
  private static final String HMAC = "HmacSHA256";

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return MessageDigest.getInstance("SHA-256");
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException(e);
            }
          });
  private static final ThreadLocal<Mac> HMAC_SHA_256 =
      ThreadLocal.withInitial(
          () -> {
            try {
              return Mac.getInstance(HMAC);
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException(e);
            }
          });

  private Digests() {}

  /** SHA-256 in lower-case hex. */
  public static String sha256Hex(byte[] input) {
    return HEX.formatHex(SHA_256.get().digest(input));
  }

  static SecretKey hmacKey(byte[] key) {
    return new SecretKeySpec(key, HMAC);
  }

  static byte[] hmacSha256(SecretKey key, byte[] input) {
    Mac mac = HMAC_SHA_256.get();
    try {
      mac.init(key);
    } catch (InvalidKeyException e) {
      throw new IllegalStateException(e);
    }
    return mac.doFinal(input);
  }

  static String hex(byte[] bytes) {
    return HEX.formatHex(bytes);
  }
}
