package org.postroom.contract.access;

/**
 * Patterns of policies: {@code *} stands for any text, {@code ?} for any one character, everything
 * else for itself. It takes time in proportion to pattern times text, whatever they are.
 */
public final class Glob {
  private Glob() {}

  /** Whether a pattern matches a text as a whole. */
  public static boolean matches(String pattern, String text) {
    int p = 0;
    int t = 0;
    int star = -1;
    int resume = 0;
    while (t < text.length()) {
      char next = p < pattern.length() ? pattern.charAt(p) : 0;
      if (p < pattern.length() && next == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && (next == '?' || next == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        // The last star takes one character more; those before it need not be looked at again.
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }
}
