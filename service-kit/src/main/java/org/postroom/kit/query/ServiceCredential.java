package org.postroom.kit.query;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * The token that the parts of one installation show each other on internal calls. Users never have
 * it. It never prints itself.
 */
public final class ServiceCredential {
  private static final String SCHEME = "Bearer ";
  private static final int MIN_LENGTH = 32;

  private final String authorization;
  private final byte[] expected;

  /**
   * A token.
   *
   * @throws IllegalArgumentException when it is too short to be random
   */
  public ServiceCredential(String token) {
    if (token.length() < MIN_LENGTH) {
      throw new IllegalArgumentException(
          "the service credential needs at least " + MIN_LENGTH + " characters");
    }
    this.authorization = SCHEME + token;
    this.expected = authorization.getBytes(US_ASCII);
  }

  /** Reads the token, one line of text. */
  public static ServiceCredential load(Path file) {
    try {
      return new ServiceCredential(Files.readString(file, US_ASCII).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of the Authorization header of a call to another part. */
  public String authorization() {
    return authorization;
  }

  /** Whether a call's Authorization header shows this token; takes the same time either way. */
  public boolean isShownBy(String header) {
    return header != null && MessageDigest.isEqual(header.getBytes(US_ASCII), expected);
  }

  @Override
  public String toString() {
    return "[service credential]";
  }
}
