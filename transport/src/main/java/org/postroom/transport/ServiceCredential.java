package org.postroom.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * The token that the parts of one installation show each other on internal calls. Users never have
 * it. It never prints itself.
 *
 * <p>The file holds one token a line: the first is shown, all are accepted. So it can be exchanged
 * without a refusal however long the new file takes to reach every part: add the new token as the
 * last line, make it the first, take the old one out. Where all parts read the same file, replacing
 * the one token will do: what was in the file before is accepted for {@link #OVERLAP} longer.
 */
public final class ServiceCredential {
  /** How long a token that is no longer in the file is still accepted. */
  public static final Duration OVERLAP = Duration.ofMinutes(10);

  /** Fewer characters cannot be random enough. */
  public static final int MIN_LENGTH = 32;

  private static final String SCHEME = "Bearer ";

  private final Supplier<Tokens> source;
  private final Supplier<Tokens> lookAgain;
  private final Clock clock;
  private Tokens latest;
  private Tokens former = new Tokens(List.of());
  private Instant formerUntil = Instant.MIN;

  /**
   * A token that stays.
   *
   * @throws IllegalArgumentException when it is too short to be random
   */
  public ServiceCredential(String token) {
    Tokens fixed = Tokens.read(token.getBytes(UTF_8));
    this.source = () -> fixed;
    this.lookAgain = source;
    this.clock = Clock.systemUTC();
    this.latest = fixed;
  }

  /**
   * The tokens of a file, which is read again when it changes.
   *
   * @throws IllegalArgumentException when there is no usable file
   */
  public ServiceCredential(Path path, Clock clock) {
    WatchedFile<Tokens> file = new WatchedFile<>(path, Tokens::read);
    this.source = file;
    this.lookAgain = file::lookAgain;
    this.clock = clock;
    this.latest = file.get();
  }

  /** The value of the Authorization header of a call to another part. */
  public String authorization() {
    return source.get().authorizations().get(0);
  }

  /** Whether a call's Authorization header shows the token; takes the same time either way. */
  public boolean isShownBy(String header) {
    if (header == null) {
      return false;
    }
    byte[] shown = header.getBytes(US_ASCII);
    return isAccepted(source.get(), shown) || isAccepted(lookAgain.get(), shown);
  }

  private synchronized boolean isAccepted(Tokens now, byte[] shown) {
    if (now != latest) {
      former = latest;
      formerUntil = clock.instant().plus(OVERLAP);
      latest = now;
    }
    return now.hold(shown) | former.hold(shown) & clock.instant().isBefore(formerUntil);
  }

  @Override
  public String toString() {
    return "[service credential]";
  }

  private record Tokens(List<String> authorizations) {
    static Tokens read(byte[] text) {
      List<String> tokens =
          new String(text, UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      if (tokens.isEmpty()
          || !tokens.stream()
              .allMatch(token -> token.matches("[\\x21-\\x7e]{" + MIN_LENGTH + ",}"))) {
        throw new IllegalArgumentException(
            "the service credential needs at least " + MIN_LENGTH + " printable characters a line");
      }
      return new Tokens(tokens.stream().map(token -> SCHEME + token).toList());
    }

    boolean hold(byte[] shown) {
      boolean found = false;
      for (String authorization : authorizations) {
        found |= MessageDigest.isEqual(shown, authorization.getBytes(US_ASCII));
      }
      return found;
    }

    @Override
    public String toString() {
      return "[tokens]";
    }
  }
}
