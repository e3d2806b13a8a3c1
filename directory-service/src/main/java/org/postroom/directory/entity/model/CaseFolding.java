package org.postroom.directory.entity.model;

import java.util.Locale;
import org.postroom.contract.error.ErrorCode;
import org.postroom.contract.error.OperationRejected;

/**
 * How names, addresses and prefixes are compared: case-insensitively, in the same way on every
 * machine.
 */
public final class CaseFolding {
  private CaseFolding() {}

  /** The key under which text is stored and found. */
  public static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
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
