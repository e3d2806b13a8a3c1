package org.postroom.maildomain.domain.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * The name of a mail domain: ASCII, lower case, at least two labels. Names that differ in case only
 * are one name.
 *
 * @param text the name in lower case, without a trailing dot
 */
public record DomainName(String text) implements Comparable<DomainName> {
  private static final int MIN_LENGTH = 3;
  private static final int MAX_LENGTH = 209;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)+");

  public DomainName {
    if (!isWellFormed(text)) {
      throw new IllegalArgumentException("not a mail domain name in lower case");
    }
  }

  /** The name in a caller's text; empty when it is none. */
  public static Optional<DomainName> parse(String text) {
    String lowerCase = text.toLowerCase(Locale.ROOT);
    return isWellFormed(lowerCase) ? Optional.of(new DomainName(lowerCase)) : Optional.empty();
  }

  /**
   * The name in a caller's text.
   *
   * @throws OperationRejected InvalidParameterException when it is none
   */
  public static DomainName of(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                new OperationRejected(
                    ErrorCode.INVALID_PARAMETER, text + " is not the name of a mail domain"));
  }

  /** Whether it lies under {@code parent}, which is a name without a leading dot. */
  public boolean isUnder(DomainName parent) {
    return text.endsWith("." + parent.text);
  }

  /**
   * This name, refused when it is the suffix of test domains or lies under it.
   *
   * @throws OperationRejected InvalidParameterException
   */
  public DomainName requireOutside(DomainName testSuffix) {
    if (equals(testSuffix) || isUnder(testSuffix)) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, text + " lies under " + testSuffix + ", which is for tests");
    }
    return this;
  }

  /** The name {@code label.this}. */
  public Optional<DomainName> child(String label) {
    return parse(label + "." + text);
  }

  @Override
  public int compareTo(DomainName other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isWellFormed(String text) {
    return text.length() >= MIN_LENGTH
        && text.length() <= MAX_LENGTH
        && SHAPE.matcher(text).matches();
  }
}
