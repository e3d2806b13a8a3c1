package org.postroom.directory.entity.model;

import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * How names, addresses and prefixes are compared: case-insensitively, in the same way on every
 * machine. Each character is folded on its own, so that the key of a prefix is a prefix of the key
 * and no key is longer than its text; {@code String.toLowerCase} promises neither.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** The key under which text is stored and found. */
  public static String key(String text) {
    int length = text.length();
    StringBuilder key = new StringBuilder(length);
    for (int i = 0; i < length; ) {
      int codePoint = text.codePointAt(i);
      key.appendCodePoint(Character.toLowerCase(codePoint));
      i += Character.charCount(codePoint);
    }
    return key.toString();
  }

  /**
   * The key of text a caller may choose freely.
   *
   * @param member the request's member, for the error
   */
  public static String storableKey(String text, String member) {
    return key(storable(text, member));
  }

  /** The text itself, refused when it holds the one character that PostgreSQL cannot store. */
  public static String storable(String text, String member) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw new OperationRejected(
          ErrorCode.INVALID_PARAMETER, member + " must not contain the character U+0000.");
    }
    return text;
  }
}
