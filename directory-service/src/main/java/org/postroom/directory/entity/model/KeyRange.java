package org.postroom.directory.entity.model;

/**
 * The keys that begin with a prefix, as a half-open range in code point order (which is the order
 * of PostgreSQL's {@code COLLATE "C"} on UTF-8). As a range, {@code %} and {@code _} are ordinary
 * characters.
 *
 * @param from the first key of the range
 * @param to the first key behind it; null when there is none
 */
public record KeyRange(String from, String to) {

  /** The range of a prefix that has been folded already. */
  public static KeyRange ofPrefix(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      int start = end - Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        return new KeyRange(
            prefix, prefix.substring(0, start) + Character.toString(successor(last)));
      }
      end = start;
    }
    return new KeyRange(prefix, null);
  }

  /** Surrogates are no characters of their own, UTF-8 cannot hold them. */
  private static int successor(int codePoint) {
    int next = codePoint + 1;
    return next >= Character.MIN_SURROGATE && next <= Character.MAX_SURROGATE
        ? Character.MAX_SURROGATE + 1
        : next;
  }
}
