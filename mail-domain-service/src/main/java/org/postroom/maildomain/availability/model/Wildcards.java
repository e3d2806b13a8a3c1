package org.postroom.maildomain.availability.model;

/** The wildcards of AWS policies: {@code *} stands for any text, {@code ?} for a character. */
final class Wildcards {
  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  /** Takes time in proportion to the lengths: nobody's pattern can hold a thread up. */
  static boolean match(String pattern, String text) {
    int p = 0;
    int t = 0;
    int afterStar = -1;
    int retry = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        afterStar = ++p;
        retry = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (afterStar >= 0) {
        // The last star takes one character more; what the ones before it took need not change.
        p = afterStar;
        t = ++retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /** Part by part, so that no wildcard reaches over a colon before the resource. */
  static boolean matchArn(String pattern, String arn) {
    String[] patterns = pattern.split(":", ARN_PARTS);
    String[] parts = arn.split(":", ARN_PARTS);
    if (patterns.length != ARN_PARTS || parts.length != ARN_PARTS) {
      return false;
    }
    for (int i = 0; i < ARN_PARTS; i++) {
      if (!match(patterns[i], parts[i])) {
        return false;
      }
    }
    return true;
  }
}
