package org.postroom.policy.impersonation.application;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;
import org.postroom.contract.secret.Secret;

/**
 * Impersonation tokens: {@code <key id>.<claims>.<HMAC-SHA-256 of both>}, at most 256 printable
 * characters. A token says which role was assumed and until when it is good; nothing is stored, so
 * that every replica can make and check one. What it is good for is decided when it is used, by the
 * role as it is then: a role that is gone has no good tokens.
 */
@Singleton
public class Tokens {
  /** How long a token is good for. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** The longest token the API may answer. */
  public static final int MAX_LENGTH = 256;

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte VERSION = 1;
  private static final int NONCE_BYTES = 12;
  private static final String ORGANIZATION_PREFIX = "m-";
  private static final int ORGANIZATION_BYTES = 16;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final TokenKeyRing keys;
  private final SecureRandom random;
  private final Clock clock;

  Tokens(TokenKeyRing keys, SecureRandom random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /**
   * What a token says.
   *
   * @param roleId the role that was assumed, which may be gone
   */
  public record Claims(String organizationId, String roleId) {}

  /**
   * A new token, good for {@link #LIFETIME}.
   *
   * @throws OperationRejected SERVICE_UNAVAILABLE when there is no key yet
   */
  Secret issue(Claims claims) {
    TokenKey key =
        keys.current()
            .orElseThrow(
                () ->
                    new OperationRejected(
                        ErrorCode.SERVICE_UNAVAILABLE, "Tokens cannot be made yet. Try again."));
    String signed =
        key.id() + '.' + ENCODER.encodeToString(bytes(claims, clock.instant().plus(LIFETIME)));
    return new Secret(signed + '.' + ENCODER.encodeToString(mac(key, signed)));
  }

  /** What a token says; empty when it is none of ours, was altered or has expired. */
  public Uni<Optional<Claims>> check(Secret token) {
    String text = token.value();
    int end = text.lastIndexOf('.');
    int endOfId = text.indexOf('.');
    if (text.length() > MAX_LENGTH || endOfId < 1 || endOfId == end) {
      return Uni.createFrom().item(Optional.empty());
    }
    String signed = text.substring(0, end);
    return keys.find(text.substring(0, endOfId))
        .map(
            found ->
                found
                    .filter(key -> isMacOf(key, signed, text.substring(end + 1)))
                    .flatMap(key -> claims(signed.substring(endOfId + 1))));
  }

  private static byte[] bytes(Claims claims, byte[] nonce, Instant expires) {
    byte[] organization =
        HexFormat.of().parseHex(claims.organizationId().substring(ORGANIZATION_PREFIX.length()));
    byte[] role = claims.roleId().getBytes(US_ASCII);
    return ByteBuffer.allocate(1 + NONCE_BYTES + Long.BYTES + ORGANIZATION_BYTES + role.length)
        .put(VERSION)
        .put(nonce)
        .putLong(expires.getEpochSecond())
        .put(organization)
        .put(role)
        .array();
  }

  private byte[] bytes(Claims claims, Instant expires) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    return bytes(claims, nonce, expires);
  }

  private Optional<Claims> claims(String encoded) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(DECODER.decode(encoded));
      if (bytes.get() != VERSION) {
        return Optional.empty();
      }
      bytes.position(bytes.position() + NONCE_BYTES);
      Instant expires = Instant.ofEpochSecond(bytes.getLong());
      byte[] organization = new byte[ORGANIZATION_BYTES];
      bytes.get(organization);
      byte[] role = new byte[bytes.remaining()];
      bytes.get(role);
      return clock.instant().isBefore(expires)
          ? Optional.of(
              new Claims(
                  ORGANIZATION_PREFIX + HexFormat.of().formatHex(organization),
                  new String(role, US_ASCII)))
          : Optional.empty();
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      return Optional.empty();
    }
  }

  private static boolean isMacOf(TokenKey key, String signed, String mac) {
    try {
      return MessageDigest.isEqual(mac(key, signed), DECODER.decode(mac));
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private static byte[] mac(TokenKey key, String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key.secret());
      return mac.doFinal(signed.getBytes(US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(ALGORITHM + " failed", e);
    }
  }
}
